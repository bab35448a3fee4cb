import HTTP
import Platform
import TestSupport
import Testing

/// What lies between Perch and a platform: authorities and proxies.
@Suite struct WayOutTests {
  private func complaint(_ address: String, _ environment: [String: String]) throws -> String {
    let provider = NeonProvider(address: try HTTPAddress(address), key: "napi_key") { environment[$0] }
    do throws(PlatformError) {
      return try provider.account(Call(patience: 10))
    } catch {
      return error.message
    }
  }

  @Test func `A site that no trusted authority has signed gets no key, whatever the environment says`() throws {
    let site = try SecureSite()
    // What turns the check off elsewhere.
    let lenient = [
      "NODE_TLS_REJECT_UNAUTHORIZED": "0", "PGSSLMODE": "disable", "SSL_NO_VERIFY": "1", "GIT_SSL_NO_VERIFY": "1",
    ]
    for environment in [[:], lenient] {
      let text = try complaint(site.address, environment)
      #expect(text.contains("not signed by an authority that this machine trusts"), "\(text)")
    }
    // With its authority named it is believed: the site is no platform, but it was asked.
    let trusted = try complaint(site.address, ["SSL_CERT_FILE": site.authority])
    #expect(!trusted.contains("certificate") && !trusted.contains("TLS"), "\(trusted)")
  }

  @Test func `A site under another name than its certificate's is not believed`() throws {
    let site = try SecureSite()
    let address = String(site.address.replacing("localhost", with: "127.0.0.1"))
    let text = try complaint(address, ["SSL_CERT_FILE": site.authority])
    #expect(text.contains("certificate"), "\(text)")
  }

  @Test func `A proxy of the environment is gone through, sees no key, and is named when it fails`() throws {
    let proxy = StubServer { _ in StubAnswer(403, text: "no") }
    let text = try complaint("https://console.example.com/api/v2", ["https_proxy": proxy.address])
    let asked = try #require(proxy.requests.first)
    #expect(asked.method == "CONNECT" && asked.path.first == "console.example.com:443", "\(asked.line)")
    #expect(proxy.requests.allSatisfy { $0.headers["authorization"] == nil })
    #expect(text.contains("through the proxy 127.0.0.1:"), "\(text)")
  }
}
