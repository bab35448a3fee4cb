import Database
import HTTP
import Platform
import Testing

@Suite struct AddressTests {
  @Test func `An address has a host, a port and a path`() throws {
    let address = try HTTPAddress("https://Console.Neon.tech/api/v2/")
    #expect(address.host == "console.neon.tech" && address.port == 443 && address.path == "/api/v2")
    #expect(try HTTPAddress("http://127.0.0.1:8080").authority == "127.0.0.1:8080")
    #expect(try HTTPAddress("http://[::1]:8080/x").host == "::1")
  }

  @Test(arguments: [
    "http://example.com", "ftp://example.com", "example.com", "https://", "https://user:pass@example.com",
    "https://example.com:0", "https://example.com:99999", "https://example.com/?a=b", "https://exa mple.com",
  ])
  func `An address that would send the key elsewhere or unprotected is refused`(text: String) {
    #expect(throws: HTTPAddress.Problem.self) { try HTTPAddress(text) }
  }

  @Test func `A refused address repeats no password`() {
    #expect { try HTTPAddress("https://ada:pa55@example.com") } throws: { error in
      !((error as? HTTPAddress.Problem)?.message.contains("pa55") ?? true)
    }
  }

  private func proxy(_ variables: [String: String], _ address: String = "https://api.example.com") throws -> HTTPProxy?
  {
    HTTPProxy(for: try HTTPAddress(address)) { variables[$0] }
  }

  @Test func `The environment names proxies as curl reads it`() throws {
    #expect(try proxy([:]) == nil)
    let named = try proxy(["https_proxy": "http://ada:p%40ss@proxy.local:8080/"])
    #expect(named?.host == "proxy.local" && named?.port == 8080 && named?.user == "ada" && named?.password == "p@ss")
    #expect(try proxy(["HTTPS_PROXY": "proxy.local"])?.port == 3128)
    #expect(try proxy(["all_proxy": "socks5h://s.local"])?.kind == .socks)
    #expect(try proxy(["http_proxy": "proxy.local"]) == nil)
    // A web server sets HTTP_PROXY from a request's header.
    #expect(try proxy(["HTTP_PROXY": "proxy.local"], "http://localhost") == nil)
  }

  @Test(arguments: [
    ("*", true), ("example.com", true), (".example.com", true), ("api.example.com", true), ("ple.com", false),
    ("other.org, example.com", true), ("api.example.com.evil", false),
  ])
  func `Exempt hosts go without a proxy`(list: String, isExempt: Bool) throws {
    #expect((try proxy(["https_proxy": "p", "no_proxy": list]) == nil) == isExempt)
  }

  @Test func `Names are one segment of a path, whatever they hold`() throws {
    var request = HTTPRequest(.get, try HTTPAddress("https://h/api"), path: "/x/" + PercentEncoding.escape("a/b?c ü"))
    request.query = [("q", "1&2=3")]
    #expect(request.url == "https://h/api/x/a%2Fb%3Fc%20%C3%BC?q=1%262%3D3")
  }
}
