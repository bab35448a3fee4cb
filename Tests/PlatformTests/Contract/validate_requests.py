"""Checks recorded requests against an OpenAPI document: validate_requests.py DOCUMENT BASE RECORDING

One JSON object a line in the recording: method, path (list of segments), query, headers, body. Prints what is wrong, one line each.
"""
import json
import sys
from urllib.parse import quote, urlencode

from openapi_core import OpenAPI
from openapi_core.testing import MockRequest


def without_discriminators(node):
    """Some documents name schemas there that they do not have; oneOf decides without them."""
    if isinstance(node, dict):
        return {key: without_discriminators(value) for key, value in node.items() if key != "discriminator"}
    if isinstance(node, list):
        return [without_discriminators(value) for value in node]
    return node


def main() -> int:
    document, base, recording = sys.argv[1:4]
    with open(document) as file:
        spec = without_discriminators(json.load(file))
    spec["servers"] = [{"url": base}]
    # Keys are checked by the stub's own tests; what a scheme may look like differs by document.
    spec.pop("security", None)
    for operations in spec["paths"].values():
        for operation in operations.values():
            if isinstance(operation, dict):
                operation.pop("security", None)
    openapi = OpenAPI.from_dict(spec)
    problems = checked = 0
    with open(recording) as file:
        for line in file:
            asked = json.loads(line)
            path = "/" + "/".join(quote(part, safe="") for part in asked["path"])
            body = None if asked["body"] is None else json.dumps(asked["body"]).encode()
            request = MockRequest(
                base.split("/", 3)[0] + "//" + base.split("/", 3)[2],
                asked["method"].lower(),
                path,
                args=asked["query"],
                headers=asked["headers"],
                data=body,
                content_type="application/json",
            )
            checked += 1
            try:
                openapi.validate_request(request)
            except Exception as error:  # every kind of complaint is one
                cause = error.__cause__ or error.__context__
                problems += 1
                print(f"{asked['method']} {path}?{urlencode(asked['query'])}: {error} {cause or ''} "
                      f"{[e.message for e in getattr(cause, 'schema_errors', [])]} {body}")
    print(f"{checked} requests checked, {problems} wrong", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
