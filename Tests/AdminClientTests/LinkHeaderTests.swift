import Testing

@testable import AdminClient

@Suite struct LinkHeaderTests {
    @Test(arguments: [
        (#"</v1/x?after=a1&limit=5>; rel="next""#, "a1"),
        (#"<https://h/v1/x?limit=5&after=a%2B1>; rel=next"#, "a+1"),
        (#"</v1/x?after=a0>; rel="prev", </v1/x?after=a2>; title="t"; rel="last next""#, "a2"),
        (#"</v1/x?after=a1>; rel="NEXT""#, "a1"),
    ])
    func `the next page is found among links`(value: String, after: String) {
        #expect(LinkHeader.after([value]) == after)
    }

    @Test(arguments: [
        "", "nonsense", #"</v1/x?after=a1>; rel="prev""#, #"</v1/x?limit=5>; rel="next""#, #"</v1/x?after=a1>"#,
        #"/v1/x?after=a1; rel="next""#, #"</v1/x?after=a1>; rel="nextish""#,
    ])
    func `without a next there is none`(value: String) {
        #expect(LinkHeader.after([value]) == nil)
    }
}
