"""The service over HTTP, as the installed program runs it."""

import gzip
import json
import shutil
import socket
import threading
import time

import httpx
import pytest
from conftest import MIANYANG, PNG, POEM, SAMPLES, YICHANG, store_url
from docxfile import docx, p

PROBLEM_KEYS = {"type", "title", "status", "detail", "instance"}


def problem(response: httpx.Response, status: int) -> dict:
    """The problem document of a response: one shape for every error (RFC 9457)."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert set(body) >= PROBLEM_KEYS
    assert body["status"] == status
    assert body["type"].startswith("urn:policygraph:")
    assert body["instance"] == response.request.url.path
    assert "Traceback" not in response.text
    return body


@pytest.fixture
def writable(start_service, tmp_path):
    """A service of one's own over an empty store."""
    return start_service(tmp_path / "own.lbug", max_bytes="300000").client


def send(client: httpx.Client, text: str | bytes, name: str = "plan.txt") -> httpx.Response:
    data = text if isinstance(text, bytes) else text.encode()
    return client.post("/v1/documents", files={"file": (name, data, "text/plain")})


def document_id(client: httpx.Client, number: str) -> str:
    return next(d["id"] for d in client.get("/v1/documents").json() if d["number"] == number)


def test_health_and_readiness(http):
    assert http.get("/healthz").json() == {"status": "ok"}
    ready = http.get("/readyz")
    assert ready.status_code == 200
    assert ready.json()["counts"]["Task"] == 7


def test_the_same_rows_as_the_command_line(http, run, url):
    for question, params in (
        ("unit-workload", {"city": "绵阳市", "limit": "5"}),
        ("unit-tasks", {"unit": "市住房城乡建委"}),
        ("deadlines", {"from": "2024-07-01", "to": "2024-12-31"}),
        ("goals", {}),
    ):
        over_http = http.get(f"/v1/questions/{question}", params=params)
        pairs = [f"{key}={value}" for key, value in params.items()]
        assert over_http.json() == json.loads(run("ask", question, *pairs, "--store", url, "--json").out)
        assert over_http.json()["rows"]


def test_the_questions_are_listed_and_each_has_a_typed_endpoint(http):
    listed = http.get("/v1/questions").json()
    assert len(listed) == 21
    paths = http.get("/openapi.json").json()["paths"]
    for question in listed:
        operation = paths[f"/v1/questions/{question['name']}"]["get"]
        described = {p["name"]: p for p in operation["parameters"]}
        assert set(described) == {p["name"] for p in question["parameters"]}
        for parameter in question["parameters"]:
            assert described[parameter["name"]]["required"] is parameter["required"]
            assert described[parameter["name"]]["schema"]["type"]
        columns = operation["responses"]["200"]["content"]["application/json"]["schema"]
        assert set(columns["properties"]["rows"]["items"]["properties"]) == {c["name"] for c in question["columns"]}


def test_documented_examples_hold_for_the_data_served(http):
    paths = http.get("/openapi.json").json()["paths"]
    shown = 0
    for path, operations in paths.items():
        operation = operations.get("get", {})
        content = operation.get("responses", {}).get("200", {}).get("content", {}).get("application/json", {})
        if "example" not in content:
            continue
        params = {p["name"]: p["example"] for p in operation["parameters"] if "example" in p}
        answer = http.get(path, params=params).json()
        assert answer["rows"][: len(content["example"]["rows"])] == content["example"]["rows"]
        shown += bool(content["example"]["rows"])
    assert shown >= 8


def test_the_pages_need_no_other_host(http):
    page = http.get("/docs")
    assert page.status_code == 200
    assert "https://" not in page.text
    for part in ("static/swagger-ui-bundle.js", "static/swagger-ui.css", "openapi.json"):
        assert part in page.text
        assert http.get(f"/{part}").status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "key", "nearest"),
    [
        ("/v1/questions/unit-taks?unit=x", 404, "unknown-question", "unit-tasks"),
        ("/v1/questions/unit-tasks?unit=市住房城乡建", 404, "unknown-name", "市住房城乡建委"),
        ("/v1/questions/unit-tasks?unt=市财政局", 422, "unknown-parameter", "unit"),
        ("/v1/questions/unit-tasks", 422, "missing-parameter", None),
        ("/v1/questions/unit-workload?limit=many", 422, "wrong-parameter", None),
        ("/v1/questions/unit-workload?limit=1&limit=2", 422, "wrong-parameter", None),
        ("/v1/questions/deadlines?from=yesterday", 422, "wrong-parameter", None),
        ("/v1/documents?limt=1", 422, "unknown-parameter", None),
        ("/v1/search?q=市&limt=1", 422, "unknown-parameter", "limit"),
        ("/v1/search", 422, "wrong-parameter", None),
        ("/v1/search?q=市&limit=0", 422, "wrong-parameter", None),
        ("/v1/documents/document-0000000000000000", 404, "unknown-name", None),
        ("/v1/documents/document-0000000000000000/text", 404, "unknown-name", None),
        ("/v1/nodes/unit-0000000000000000", 404, "unknown-name", None),
        ("/v1/nodes/unit-0000000000000000/neighbours", 404, "unknown-name", None),
        ("/v1/nodes/nonsense", 404, "unknown-name", None),
        ("/v1/document", 404, "http", "/v1/documents"),
        ("/nothing", 404, "http", None),
    ],
)
def test_errors_of_reading(http, path, status, key, nearest):
    body = problem(http.get(path), status)
    assert body["type"] == f"urn:policygraph:{key}"
    if nearest:
        assert nearest in body["nearest"]


def test_an_ambiguous_name_lists_its_candidates(http):
    body = problem(http.get("/v1/questions/unit-tasks", params={"unit": "市财政局"}), 409)
    assert {c["city"] for c in body["candidates"]} == {"绵阳市", "宜昌市"}
    for candidate in body["candidates"]:
        assert set(candidate) >= {"label", "name", "city", "id"}
        one = http.get("/v1/questions/unit-tasks", params={"unit": candidate["id"]})
        assert one.status_code == 200
        assert one.json()["rows"]


def test_a_method_that_does_not_apply(http):
    response = http.put("/v1/questions")
    problem(response, 405)
    assert "GET" in response.headers["allow"]


def test_head_gives_the_headers_of_get(http):
    for path in ("/v1/documents", "/healthz", "/v1/questions/goals", "/v1/documents/none"):
        got, head = http.get(path), http.head(path)
        assert (head.status_code, head.content) == (got.status_code, b"")
        for name in ("content-type", "etag"):
            assert head.headers.get(name) == got.headers.get(name)


def test_cypher(http):
    query = "MATCH (t:Task) WHERE t.ordinal >= $least RETURN t.title AS title, t.deadline AS due ORDER BY t.id"
    answer = http.post("/v1/cypher", json={"query": query, "params": {"least": 2}})
    assert answer.status_code == 200, answer.text
    assert answer.json()["columns"] == ["title", "due"]
    assert {"title": "健全标准体系", "due": "2024-12-31"} in answer.json()["rows"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"query": "MATCH (n) DETACH DELETE n"}, 403),
        ({"query": "LOAD FROM '/etc/passwd' RETURN *"}, 403),
        ({"query": "MATCH (n:Unit) RETURN n.name; MATCH (n) DELETE n"}, 403),
        ({"query": ""}, 422),
        ({"quer": "MATCH (n:Unit) RETURN n.name"}, 422),
        ({"query": "MATCH (n:Unit) RETURN n.name", "params": 3}, 422),
        ({"query": "MATCH (n:Unit) RETURN n.name", "parms": {}}, 422),
        ([], 422),
    ],
)
def test_cypher_that_is_refused(http, body, status):
    problem(http.post("/v1/cypher", json=body), status)


def test_a_body_that_is_no_json_and_one_that_is_too_large(http):
    problem(http.post("/v1/cypher", content=b"{", headers={"content-type": "application/json"}), 422)
    problem(http.post("/v1/cypher", json={"query": "x" * 2_000_000}), 413)


def test_queries_over_the_time_limit_end_and_keep_no_reader_waiting(start_service, loaded, tmp_path):
    store = tmp_path / "slow.lbug"
    shutil.copy(loaded, store)
    client = start_service(store, query_timeout="1", query_workers="1").client
    product = "MATCH (a), (b), (c), (d), (e) WHERE a.id + b.id + c.id < d.id + e.id RETURN count(*) AS n"
    answers: list[httpx.Response] = []

    def wait() -> None:
        answers.append(client.post("/v1/cypher", json={"query": product}))

    strangers = [threading.Thread(target=wait) for _ in range(2)]
    for stranger in strangers:
        stranger.start()
    reads = 0
    while any(stranger.is_alive() for stranger in strangers):
        assert client.get("/v1/questions/unit-workload").status_code == 200
        reads += 1
    assert reads > 5
    for answer in answers:
        problem(answer, 504)


def test_rows_of_a_query_are_limited(start_service, loaded, tmp_path):
    store = tmp_path / "few.lbug"
    shutil.copy(loaded, store)
    client = start_service(store, row_limit="3").client
    answer = client.post("/v1/cypher", json={"query": "MATCH (t:Task) RETURN t.title AS title"}).json()
    assert (len(answer["rows"]), answer["truncated"]) == (3, True)


def test_search_nodes_and_neighbours(http):
    hits = http.get("/v1/search", params={"q": "财政局", "limit": 50}).json()
    unit = next(hit for hit in hits if hit["label"] == "Unit")
    assert {"id", "label", "name", "document_id", "snippet"} <= set(unit)
    node = http.get(f"/v1/nodes/{unit['id']}").json()
    assert node["name"] == unit["name"]
    around = http.get(f"/v1/nodes/{unit['id']}/neighbours", params={"limit": 50}).json()
    ids = {n["id"] for n in around["nodes"]}
    assert unit["id"] in ids
    assert around["edges"]
    assert {e["source"] for e in around["edges"]} | {e["target"] for e in around["edges"]} <= ids
    one = http.get(f"/v1/nodes/{unit['id']}/neighbours", params={"limit": 1}).json()
    assert one["truncated"] is True


def test_documents_come_in_parts_that_lead_on(http):
    whole = http.get("/v1/documents").json()
    assert len(whole) == 2
    parts, following = [], "/v1/documents?limit=1"
    while following:
        answer = http.get(following)
        parts.append(answer.json())
        following = answer.links.get("next", {}).get("url")
    assert parts == [[whole[0]], [whole[1]]]
    assert http.get("/v1/documents?offset=2").json() == []
    assert "link" not in http.get("/v1/documents?limit=2").headers
    for wrong in ("limit=0", "limit=x", "offset=-1"):
        problem(http.get(f"/v1/documents?{wrong}"), 422)


def test_the_text_of_a_fact_raw_and_cleaned(writable):
    pinyin = MIANYANG.replace("研究制定", "研究(yán jiū)(yánjiū)制定")
    assert send(writable, pinyin).status_code == 201
    row = writable.get("/v1/questions/unit-tasks", params={"unit": "市财政局"}).json()["rows"][0]
    span = {"start": row["span_start"], "end": row["span_end"]}
    part = writable.get(f"/v1/documents/{row['document_id']}/text", params=span).json()
    assert part["raw"] == pinyin[span["start"] : span["end"]]
    assert "(yánjiū)" in part["raw"]
    assert "(yánjiū)" not in part["cleaned"]
    assert "研究" in part["cleaned"]
    whole = writable.get(f"/v1/documents/{row['document_id']}/text").json()
    assert whole["raw"] == pinyin
    assert (whole["start"], whole["end"]) == (0, len(pinyin))
    problem(writable.get(f"/v1/documents/{row['document_id']}/text", params={"start": 9, "end": 3}), 422)
    beyond = writable.get(f"/v1/documents/{row['document_id']}/text", params={"start": 10**9}).json()
    assert beyond["raw"] == ""


def test_the_text_of_a_word_file_comes_with_its_places(writable):
    done = send(writable, docx("".join(p(line) for line in MIANYANG.splitlines())), "方案.docx")
    assert done.status_code == 201
    row = writable.get("/v1/questions/unit-tasks", params={"unit": "市财政局"}).json()["rows"][0]
    span = {"start": row["span_start"], "end": row["span_end"]}
    part = writable.get(f"{done.headers['location']}/text", params=span).json()
    raw = part["raw"].splitlines()[0]
    first = next(n for n, line in enumerate(MIANYANG.splitlines(), 1) if raw in line)
    assert (part["file_kind"], part["places"][0]["paragraph"]) == ("docx", first)
    beyond = writable.get(f"{done.headers['location']}/text", params={"start": 10**9}).json()
    assert (beyond["raw"], beyond["places"]) == ("", [])


def test_upload_replace_and_remove(writable):
    first = send(writable, MIANYANG)
    assert first.status_code == 201
    reading = first.json()
    assert reading["outcome"] == "loaded"
    assert reading["tasks"] == 4
    assert reading["title"] == "绵阳市人民政府办公室关于印发绵阳市智能建造工作方案的通知"
    assert first.headers["location"] == f"/v1/documents/{reading['id']}"
    assert writable.get(first.headers["location"]).json()["number"] == "绵府办发〔2024〕12号"
    same = send(writable, MIANYANG)
    assert (same.status_code, same.json()["outcome"]) == (200, "unchanged")
    changed = send(writable, MIANYANG.replace("4.推动技术攻关", "4.推进技术攻关"))
    assert (changed.status_code, changed.json()["outcome"]) == (201, "replaced")
    assert writable.delete(first.headers["location"]).status_code == 204
    problem(writable.delete(first.headers["location"]), 404)
    assert writable.get("/readyz").json()["counts"]["Task"] == 0


def test_gbk_text_under_a_windows_path_is_read(writable):
    done = send(writable, YICHANG.encode("gb18030"), "C:\\文件\\宜昌.txt")
    assert done.status_code == 201
    assert writable.get(done.headers["location"]).json()["file_name"] == "宜昌.txt"


@pytest.mark.parametrize(
    ("content", "name", "status", "key"),
    [
        (POEM.encode(), "poem.txt", 422, "no-policy"),
        (b"", "empty.txt", 422, "unreadable-file"),
        (PNG, "picture.txt", 422, "unreadable-file"),
        (MIANYANG.encode(), "plan.exe", 415, "unknown-kind"),
        (MIANYANG.encode(), "plan.doc", 415, "unknown-kind"),
        (MIANYANG.encode(), "plan.docx", 422, "unreadable-file"),
        (b"<html><script>a</script></html>", "plan.html", 422, "unreadable-file"),
        ("大".encode() * 150_000, "large.txt", 413, None),
        ("大".encode() * 101_000, "just-over.txt", 413, "too-large"),
    ],
)
def test_uploads_that_are_refused_leave_nothing(http, content, name, status, key):
    before = http.get("/readyz").json()
    body = problem(send(http, content, name), status)
    assert key is None or body["type"] == f"urn:policygraph:{key}"
    assert http.get("/readyz").json() == before


def test_an_upload_is_refused_while_it_arrives(service):
    # In pieces of unannounced number; the answer is there although the sender never ends.
    address = (service.client.base_url.host, service.client.base_url.port)
    with socket.create_connection(address, timeout=20) as connection:
        connection.sendall(
            b"POST /v1/documents HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
            b"Content-Type: multipart/form-data; boundary=x\r\n\r\n"
        )
        part = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        for piece in (part, *[b"a" * 65536] * 6):
            connection.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))
        answer = connection.recv(65536)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"application/problem+json" in answer
    assert service.client.get("/healthz").status_code == 200


def test_an_upload_without_a_file(http):
    problem(http.post("/v1/documents"), 422)
    problem(http.post("/v1/documents", data={"file": "text"}), 422)
    problem(http.post("/v1/documents", content=b"junk", headers={"content-type": "multipart/form-data"}), 400)


def test_a_service_for_reading_refuses_changes(start_service, loaded, tmp_path):
    store = tmp_path / "public.lbug"
    shutil.copy(loaded, store)
    client = start_service(store, uploads="false").client
    problem(send(client, MIANYANG), 403)
    problem(client.delete(f"/v1/documents/{document_id(client, '宜府办发〔2024〕30号')}"), 403)
    assert client.get("/readyz").json()["counts"]["Task"] == 7


def test_answers_are_kept_until_the_data_change(writable):
    assert send(writable, MIANYANG).status_code == 201
    path = "/v1/questions/unit-workload"
    first = writable.get(path)
    tag = first.headers["etag"]
    again = writable.get(path, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    other = writable.get(path, params={"limit": 1}, headers={"If-None-Match": tag})
    assert other.status_code == 200
    assert send(writable, MIANYANG).status_code == 200  # unchanged
    assert writable.get(path, headers={"If-None-Match": tag}).status_code == 304
    assert send(writable, YICHANG).status_code == 201
    changed = writable.get(path, headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["etag"] != tag


def test_long_answers_are_compressed(http):
    with httpx.stream("GET", str(http.base_url) + "/openapi.json", headers={"Accept-Encoding": "gzip"}) as response:
        raw = b"".join(response.iter_raw())
    assert response.headers["content-encoding"] == "gzip"
    assert json.loads(gzip.decompress(raw))["openapi"]


def test_pages_of_allowed_origins_may_ask(http):
    allowed = http.get("/v1/questions", headers={"Origin": "https://example.org"})
    assert allowed.headers["access-control-allow-origin"] == "https://example.org"
    other = http.get("/v1/questions", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in other.headers
    asked = http.options(
        "/v1/documents", headers={"Origin": "https://example.org", "Access-Control-Request-Method": "DELETE"}
    )
    assert asked.status_code == 200


def test_reads_go_on_while_a_document_loads(start_service, tmp_path):
    client = start_service(tmp_path / "busy.lbug").client
    assert send(client, MIANYANG).status_code == 201
    head, items, tail = MIANYANG.partition("    （二）培育产业")
    many = "".join(f"    {n}.任务{n}。推进第{n}项工作。（责任单位：市经信局、市科技局）\n" for n in range(3, 1500))
    large = head.replace("12号", "77号") + many + items + tail
    loading = threading.Thread(target=send, args=(client, large))
    loading.start()
    reads = 0
    slowest = 0.0
    while loading.is_alive():
        began = time.monotonic()
        assert client.get("/v1/questions/unit-workload").status_code == 200
        slowest = max(slowest, time.monotonic() - began)
        reads += 1
    loading.join()
    assert reads > 3
    assert slowest < 2
    assert len(client.get("/v1/documents").json()) == 2


def test_a_store_that_cannot_be_opened_is_503_and_the_service_lives(start_service, tmp_path):
    (tmp_path / "file").write_text("x")
    client = start_service(tmp_path / "file" / "graph.lbug").client
    for path in ("/readyz", "/v1/questions/unit-workload", "/v1/documents", "/v1/search?q=x"):
        response = client.get(path)
        problem(response, 503)
        assert int(response.headers["retry-after"]) > 0
    problem(send(client, MIANYANG), 503)
    assert client.get("/healthz").status_code == 200
    assert client.get("/openapi.json").status_code == 200


def test_a_port_that_is_taken_is_one_line(service, run, tmp_path):
    taken = str(service.client.base_url.port)
    done = run("serve", "--port", taken, "--store", store_url(tmp_path / "x.lbug"))
    assert done.status == 1
    assert taken in done.err
    assert len(done.err.splitlines()) == 1


def test_the_samples_over_http(start_service, tmp_path):
    client = start_service(tmp_path / "samples.lbug").client
    for sample in sorted(SAMPLES.glob("*.txt")):
        assert send(client, sample.read_bytes(), sample.name).status_code == 201
    rows = client.get("/v1/questions/district-chains", params={"district": "南山区"}).json()["rows"]
    assert rows
    paths = client.get("/openapi.json").json()["paths"]
    chain = paths["/v1/questions/chain-structure"]["get"]["responses"]["200"]["content"]["application/json"]["example"]
    assert chain["rows"]
