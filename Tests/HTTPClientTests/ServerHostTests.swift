import HTTPClient
import Testing

@Suite struct ServerHostTests {
    @Test(arguments: [
        "http://127.0.0.1:8700/a", "http://127.1", "http://127.255.255.254", "http://0x7f000001/", "http://2130706433",
        "http://0177.0.0.1", "http://0.0.0.0:1", "http://[::1]:8700", "http://[0:0::0:1]", "http://[::]",
        "http://[::ffff:127.0.0.1]/", "http://localhost", "http://LocalHost.:8700/", "https://a.b.localhost?x",
        "HTTP://user:pw@127.0.0.1",
    ])
    func `this machine is known by any spelling`(url: String) throws {
        #expect(try #require(ServerHost(url)).isLoopback)
    }

    @Test(arguments: [
        "http://127.0.0.1.example.com", "http://127.0.0.1@example.com", "http://example.com/127.0.0.1",
        "http://example.com#@localhost", "http://localhost.example.com", "http://notlocalhost", "http://128.0.0.1",
        "http://10.0.0.1", "http://[fe80::1]", "http://[::ffff:10.0.0.1]", "http://[2001:db8::1]", "http://",
        "http://1.2.3.4.5",
    ])
    func `another machine is not taken for this one`(url: String) throws {
        #expect(try !#require(ServerHost(url)).isLoopback)
    }

    @Test func `what goes in the clear is told by the scheme`() {
        #expect(ServerHost("HTTP://a")?.isPlain == true && ServerHost("https://a")?.isPlain == false)
        #expect(ServerHost("a:80") == nil)
    }
}
