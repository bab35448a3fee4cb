import HTTP
import Platform
import TestSupport

/// A stub of Neon and a provider that speaks to it.
struct NeonFixture {
  let stub: NeonStub
  let provider: NeonProvider

  init(pageSize: Int = 400, key: String = "napi_key") throws {
    stub = NeonStub(pageSize: pageSize)
    provider = NeonProvider(address: try HTTPAddress(stub.address), key: key) { _ in nil }
  }

  /// The first project's tenant and its branch `main`.
  func place(_ name: String = "acme") throws -> (tenant: Tenant, main: Branch) {
    stub.addProject(name)
    let tenant = try provider.tenant(named: name, Call())
    return (tenant, try provider.branch(named: "main", of: tenant, Call()))
  }
}
