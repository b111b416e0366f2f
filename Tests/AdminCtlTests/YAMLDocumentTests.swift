import Testing

@testable import adminctl

@Suite struct YAMLDocumentTests {
    @Test(
        arguments: [
            ("input: 0.0375", #"{"input":0.0375}"#),
            ("input: 1.5e-07", #"{"input":1.5e-07}"#),
            ("input: 9223372036.854775807", #"{"input":9223372036.854775807}"#),
            ("input: 0.10", #"{"input":0.10}"#),
            ("name: \"0.15\"", #"{"name":"0.15"}"#),
            ("name: gpt-4o", #"{"name":"gpt-4o"}"#),
            ("price: {state: free}\nenabled: no", #"{"price":{"state":"free"},"enabled":false}"#),
            ("- a\n- null\n- [true, 2]", #"["a",null,[true,2]]"#),
            ("effective_from: 2027-01-01T00:00:00Z", #"{"effective_from":"2027-01-01T00:00:00Z"}"#),
            ("description: |\n  a\n  \"b\"\n", #"{"description":"a\n\"b\"\n"}"#),
            ("base: &p {state: free}\nother: *p", #"{"base":{"state":"free"},"other":{"state":"free"}}"#),
        ])
    func `a document becomes the JSON that says the same, digit by digit`(yaml: String, json: String) throws {
        #expect(try YAMLDocument.json(yaml) == json)
    }

    @Test(
        arguments: [
            ("a: 1\nb: 1_000", "line 2: “1_000”"), ("a: 0x10", "“0x10”"), ("a: .inf", "“.inf”"), ("a: .5", "“.5”"),
            ("a: 1:30", "“1:30”"), ("a: 1\na: 2", "stands twice"), ("a: [1", "this is no YAML: line"), ("", "empty"),
            ("? [a]\n: b", "a single word"),
        ])
    func `what cannot be said in JSON is a usage error that says where`(yaml: String, words: String) throws {
        let failure = #expect(throws: Failure.self) { try YAMLDocument.json(yaml) }
        #expect(failure?.status == .usage && failure?.text.contains(words) == true, "\(failure?.text ?? "")")
    }
}
