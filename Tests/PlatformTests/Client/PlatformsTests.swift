import Platform
import TestSupport
import Testing

@Suite struct PlatformsTests {
  @Test func `A key comes from the environment, else from a command, else it is told where to put it`() throws {
    let stub = NeonStub()
    stub.addProject("acme")
    var variables = ["NEON_BASE_URL": stub.address, "NEON_API_KEY": "napi_key\n"]
    func names(_ settings: PlatformSettings) throws -> [String] {
      let environment = variables
      let provider = try Platforms.neon.provider(settings, cache: "/nowhere") { environment[$0] }
      return try provider.tenants(Call()).tenants.map(\.name)
    }
    #expect(try names(PlatformSettings()) == ["acme"])
    variables["NEON_API_KEY"] = nil
    #expect(try names(PlatformSettings(["token-command": "echo napi_key"])) == ["acme"])
    #expect { try names(PlatformSettings(["token-command": "echo napi_secret; exit 3"])) } throws: { error in
      (error as? PlatformError)?.message == "token-command failed with exit code 3"
    }
    #expect { try names(PlatformSettings()) } throws: { error in
      (error as? PlatformError)?.message.contains("NEON_API_KEY") == true
    }
  }

  @Test func `Without TLS only this machine is asked`() {
    let variables = ["NEON_BASE_URL": "http://neon.example.com", "NEON_API_KEY": "k"]
    #expect { try Platforms.neon.provider(PlatformSettings(), cache: "") { variables[$0] } } throws: { error in
      (error as? PlatformError)?.message.contains("https://") == true
    }
  }

  @Test func `A key that would break out of its header is refused`() {
    let variables = ["NEON_API_KEY": "a b"]
    #expect(throws: PlatformError.self) {
      try Platforms.neon.provider(PlatformSettings(), cache: "") { variables[$0] }
    }
  }

  @Test func `The team's platform needs its address`() {
    #expect(!Platforms.platform.isConfigured(PlatformSettings()) { ["PERCH_API_KEY": "k"][$0] })
    #expect(Platforms.neon.isConfigured(PlatformSettings()) { ["NEON_API_KEY": "k"][$0] })
  }
}
