namespace Glia.Studio.Tests;

/// <summary>
/// Requests as they might come, each with what has to be the answer. Marks in braces stand for this studio's own values: <c>{port}</c>, <c>{cookie}</c> (the whole cookie), <c>{key}</c>,
/// <c>{token}</c> (a fresh one), <c>{used}</c> (one that was used), <c>{page}</c> (all that the studio's own page sends).
/// </summary>
internal static class GuardAttacks
{
    /// <summary>Let through: nothing is at that address, and that is said only to who may ask.</summary>
    private const int Through = 404;

    /// <summary>The connection ends without an answer.</summary>
    private const int Closed = 0;

    public const string Read = "GET /api/nothing HTTP/1.1", Write = "POST /api/links HTTP/1.1", Page = "GET / HTTP/1.1";
    public const string Host = "Host: 127.0.0.1:{port}", Origin = "Origin: http://127.0.0.1:{port}", Cookie = "Cookie: {cookie}", Same = "Sec-Fetch-Site: same-origin", Own = "{page}";

    public static IEnumerable<(string Name, int[] Status, string[] Lines)> All => Hosts.Concat(Origins).Concat(Sites).Concat(Methods).Concat(Upgrades).Concat(Keys).Concat(Tokens);

    private static readonly (string, int[], string[])[] Hosts =
    [
        ("host: the address", [Through], [Read, Host, Own]),
        ("host: localhost", [Through], [Read, "Host: localhost:{port}", Cookie, Same]),
        ("host: LOCALHOST in capitals", [Through], [Read, "Host: LOCALHOST:{port}", Cookie, Same]),
        ("host: the IPv6 loopback", [Through], [Read, "Host: [::1]:{port}", Cookie, Same]),
        ("host: rebinding name", [421], [Read, "Host: evil.example:{port}", Cookie, Same]),
        ("host: rebinding name, as its page would ask", [421], [Write, "Host: evil.example:{port}", "Origin: http://evil.example:{port}", Cookie, Same]),
        ("host: rebinding name, health", [421], ["GET /health/live HTTP/1.1", "Host: evil.example:{port}"]),
        ("host: rebinding name, with a token", [421], ["GET /?token={token} HTTP/1.1", "Host: evil.example:{port}"]),
        ("host: rebinding name without a port", [421], [Read, "Host: evil.example", Cookie, Same]),
        ("host: ours as a subdomain", [421], [Read, "Host: localhost.evil.example:{port}", Cookie, Same]),
        ("host: ours as a subdomain of a wildcard service", [421], [Read, "Host: 127.0.0.1.nip.io:{port}", Cookie, Same]),
        ("host: ours as the end of a name", [421], [Read, "Host: notlocalhost:{port}", Cookie, Same]),
        ("host: without the port", [421], [Read, "Host: 127.0.0.1", Cookie, Same]),
        ("host: another port", [421], [Read, "Host: 127.0.0.1:1", Cookie, Same]),
        ("host: the port with a zero before it", [421], [Read, "Host: 127.0.0.1:0{port}", Cookie, Same]),
        ("host: localhost with a trailing dot", [421], [Read, "Host: localhost.:{port}", Cookie, Same]),
        ("host: the address with a trailing dot", [421], [Read, "Host: 127.0.0.1.:{port}", Cookie, Same]),
        ("host: short form of the address", [421], [Read, "Host: 127.1:{port}", Cookie, Same]),
        ("host: the address as one number", [421], [Read, "Host: 2130706433:{port}", Cookie, Same]),
        ("host: the address in base 16", [421], [Read, "Host: 0x7f000001:{port}", Cookie, Same]),
        ("host: 0.0.0.0", [421], [Read, "Host: 0.0.0.0:{port}", Cookie, Same]),
        ("host: another loopback address", [421], [Read, "Host: 127.0.0.2:{port}", Cookie, Same]),
        ("host: [::]", [400, 421], [Read, "Host: [::]:{port}", Cookie, Same]),
        ("host: IPv4 inside IPv6", [421], [Read, "Host: [::ffff:127.0.0.1]:{port}", Cookie, Same]),
        ("host: IPv6 with a zone", [400, 421], [Read, "Host: [::1%25lo]:{port}", Cookie, Same]),
        ("host: with a user before it", [400, 421], [Read, "Host: evil@127.0.0.1:{port}", Cookie, Same]),
        ("host: with a path behind it", [400, 421], [Read, "Host: 127.0.0.1:{port}/evil.example", Cookie, Same]),
        ("host: two in one line", [400, 421], [Read, "Host: 127.0.0.1:{port}, evil.example", Cookie, Same]),
        ("host: full-width letters", [400, 421], [Read, "Host: ｌｏｃａｌｈｏｓｔ:{port}", Cookie, Same]),
        ("host: markup in it", [400, 421], [Read, "Host: <script>alert(1)</script>", Cookie, Same]),
        ("host: empty", [400, 421], [Read, "Host:", Cookie, Same]),
        ("host: missing", [400, 421], [Read, Cookie, Same]),
        ("host: missing, HTTP/1.0", [400, 421], ["GET /api/nothing HTTP/1.0", Cookie, Same]),
        ("host: two, ours first", [400], [Read, Host, "Host: evil.example", Own]),
        ("host: two, ours last", [400], [Read, "Host: evil.example", Host, Own]),
        ("host: ours twice", [400], [Read, Host, Host, Own]),
        ("host: of a proxy that is not there", [421], [Read, "Host: evil.example:{port}", "X-Forwarded-Host: 127.0.0.1:{port}", "Forwarded: host=127.0.0.1:{port}", Cookie, Same]),
        ("host: absolute target, ours", [Through], ["GET http://127.0.0.1:{port}/api/nothing HTTP/1.1", Host, Own]),
        ("host: absolute target of another, our Host", [400, 421], ["GET http://evil.example:{port}/api/nothing HTTP/1.1", Host, Own]),
        ("host: absolute target of ours, another Host", [400, 421], ["GET http://127.0.0.1:{port}/api/nothing HTTP/1.1", "Host: evil.example", Own]),
        ("host: absolute target with a file", [400, 421], ["GET file:///etc/passwd HTTP/1.1", Host, Own]),
    ];

    private static readonly (string, int[], string[])[] Origins =
    [
        ("origin: the page", [200], [Write, Host, Own]),
        ("origin: the page as localhost", [200], [Write, "Host: localhost:{port}", "Origin: http://localhost:{port}", Cookie, Same]),
        ("origin: localhost's page, asking the address", [403], [Write, Host, "Origin: http://localhost:{port}", Cookie]),
        ("origin: null", [403], [Write, Host, "Origin: null", Cookie]),
        ("origin: null, said to be ours", [403], [Write, Host, "Origin: null", Cookie, Same]),
        ("origin: empty", [403], [Write, Host, "Origin:", Cookie]),
        ("origin: none", [403], [Write, Host, Cookie]),
        ("origin: none, said to be ours", [403], [Write, Host, Cookie, Same]),
        ("origin: none, typed in", [403], [Write, Host, Cookie, "Sec-Fetch-Site: none"]),
        ("origin: another site", [403], [Write, Host, "Origin: http://evil.example", Cookie]),
        ("origin: another site that sends our cookie's key as well", [403], [Write, Host, "Origin: http://evil.example", "Authorization: Bearer {key}"]),
        ("origin: another port of ours", [403], [Write, Host, "Origin: http://127.0.0.1:1", Cookie, "Sec-Fetch-Site: same-site"]),
        ("origin: without the port", [403], [Write, Host, "Origin: http://127.0.0.1", Cookie]),
        ("origin: https", [403], [Write, Host, "Origin: https://127.0.0.1:{port}", Cookie]),
        ("origin: ours as a beginning", [403], [Write, Host, "Origin: http://127.0.0.1:{port}.evil.example", Cookie]),
        ("origin: ours as a user name", [403], [Write, Host, "Origin: http://127.0.0.1:{port}@evil.example", Cookie]),
        ("origin: with a slash", [403], [Write, Host, "Origin: http://127.0.0.1:{port}/", Cookie]),
        ("origin: with a trailing dot", [403], [Write, Host, "Origin: http://127.0.0.1.:{port}", Cookie]),
        ("origin: two headers", [403], [Write, Host, Origin, "Origin: http://evil.example", Cookie]),
        ("origin: two in one", [403], [Write, Host, "Origin: http://127.0.0.1:{port} http://evil.example", Cookie]),
        ("origin: a file", [403], [Write, Host, "Origin: file://", Cookie]),
        ("origin: an extension", [403], [Write, Host, "Origin: chrome-extension://abcdefghijklmnop", Cookie]),
        ("origin: another site reads", [403], [Read, Host, "Origin: http://evil.example", Cookie]),
        ("origin: another site deletes", [403], ["DELETE /api/nothing HTTP/1.1", Host, "Origin: http://evil.example", Cookie]),
        ("origin: a form of another site", [403], [Write, Host, "Origin: http://evil.example", Cookie, "Content-Type: application/x-www-form-urlencoded", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document", "Sec-Fetch-Site: cross-site"]),
        ("origin: none, but the key: a program", [200], [Write, Host, "Authorization: Bearer {key}"]),
        ("origin: the referrer does not stand for it", [403], [Write, Host, "Referer: http://127.0.0.1:{port}/", Cookie]),
    ];

    private static readonly (string, int[], string[])[] Sites =
    [
        ("site: typed in", [Through], [Read, Host, Cookie, "Sec-Fetch-Site: none"]),
        ("site: not said, as in old browsers", [Through], [Read, Host, Cookie]),
        ("site: same site, other port", [403], [Read, Host, Cookie, "Sec-Fetch-Site: same-site"]),
        ("site: same site, our origin", [403], [Write, Host, Origin, Cookie, "Sec-Fetch-Site: same-site"]),
        ("site: cross-site", [403], [Read, Host, Cookie, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: image"]),
        ("site: cross-site script", [403], ["GET /assets/x.js HTTP/1.1", Host, Cookie, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: script"]),
        ("site: cross-site frame", [403], [Page, Host, Cookie, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"]),
        ("site: cross-site link to the API", [403], [Read, Host, Cookie, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"]),
        ("site: cross-site link to the page, which has to ask again itself", [200], [Page, Host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"]),
        ("site: cross-site HEAD", [403], ["HEAD / HTTP/1.1", Host, Cookie, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"]),
        ("site: something unknown", [403], [Read, Host, Cookie, "Sec-Fetch-Site: near-by"]),
        ("site: twice", [403], [Read, Host, Cookie, "Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: cross-site"]),
        ("site: in capitals", [403], [Read, Host, Cookie, "Sec-Fetch-Site: Cross-Site"]),
    ];

    private static readonly (string, int[], string[])[] Methods =
    [
        ("method: preflight of another site", [405], ["OPTIONS /api/links HTTP/1.1", Host, "Origin: http://evil.example", "Access-Control-Request-Method: POST", "Access-Control-Request-Headers: authorization"]),
        ("method: preflight for the private network", [405], ["OPTIONS /api/links HTTP/1.1", Host, "Origin: https://evil.example", "Access-Control-Request-Method: POST", "Access-Control-Request-Private-Network: true"]),
        ("method: OPTIONS *", [405], ["OPTIONS * HTTP/1.1", Host, Own]),
        ("method: TRACE", [405], ["TRACE / HTTP/1.1", Host, Own]),
        ("method: CONNECT", [400, 405], ["CONNECT 127.0.0.1:{port} HTTP/1.1", Host, Own]),
        ("method: CONNECT to another", [400, 405, 421], ["CONNECT evil.example:443 HTTP/1.1", Host, Own]),
        ("method: PROPFIND", [405], ["PROPFIND / HTTP/1.1", Host, Own]),
        ("method: get in small letters", [405], ["get / HTTP/1.1", Host, Own]),
        ("method: a very long one", [400, 405], [new string('A', 3000) + " / HTTP/1.1", Host, Own]),
        ("method: overridden by a header", [403], ["POST /api/nothing HTTP/1.1", Host, "X-HTTP-Method-Override: GET", Cookie]),
        ("method: POST to the page", [404, 405], ["POST / HTTP/1.1", Host, Own]),
        ("method: DELETE the page", [404, 405], ["DELETE /index.html HTTP/1.1", Host, Own]),
        ("method: PUT a file", [404, 405], ["PUT /assets/x.js HTTP/1.1", Host, Own]),
        ("method: POST to health", [404, 405], ["POST /health/live HTTP/1.1", Host]),
        ("method: HTTP/2 without asking", [Closed, 400, 505], ["PRI * HTTP/2.0", Host]),
        ("method: HTTP/0.9", [400, 505], ["GET /"]),
    ];

    private static readonly (string, int[], string[])[] Upgrades =
    [
        ("upgrade: the page's", [Through], [Read, Host, Own, "Connection: Upgrade", "Upgrade: websocket"]),
        ("upgrade: no origin", [403], [Read, Host, Cookie, "Connection: Upgrade", "Upgrade: websocket"]),
        ("upgrade: no origin, said to be ours", [403], [Read, Host, Cookie, Same, "Connection: Upgrade", "Upgrade: websocket"]),
        ("upgrade: another site", [403], [Read, Host, Cookie, "Origin: http://evil.example", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13"]),
        ("upgrade: another port", [403], [Read, Host, Cookie, "Origin: http://127.0.0.1:1", "Connection: Upgrade", "Upgrade: websocket"]),
        ("upgrade: a program with the key", [Through], [Read, Host, "Authorization: Bearer {key}", "Connection: Upgrade", "Upgrade: websocket"]),
        ("upgrade: to HTTP/2 without origin", [403], [Read, Host, Cookie, "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__"]),
    ];

    private static readonly (string, int[], string[])[] Keys =
    [
        ("key: none", [401], [Read, Host, Same]),
        ("key: none, writing", [401], [Write, Host, Origin, Same]),
        ("key: wrong cookie", [401], [Read, Host, "Cookie: glia-{port}=" + WrongKey, Same]),
        ("key: empty cookie", [401], [Read, Host, "Cookie: glia-{port}=", Same]),
        ("key: cookie without a value", [401], [Read, Host, "Cookie: glia-{port}", Same]),
        ("key: very long cookie", [401], [Read, Host, "Cookie: glia-{port}=" + new string('a', 10_000), Same]),
        ("key: half of it", [401], [Read, Host, "Cookie: glia-{port}={half}", Same]),
        ("key: with one more character", [401], [Read, Host, "Cookie: {cookie}0", Same]),
        ("key: in capitals", [401], [Read, Host, "Cookie: glia-{port}={KEY}", Same]),
        ("key: under another port's name", [401], [Read, Host, "Cookie: glia-1={key}", Same]),
        ("key: beside another studio's cookie", [Through], [Read, Host, "Cookie: glia-1=" + WrongKey + "; {cookie}; glia-2=x", Same]),
        ("key: another studio's cookie alone", [401], [Read, Host, "Cookie: glia-1=" + WrongKey, Same]),
        ("key: not Latin letters", [400, 401], [Read, Host, "Cookie: glia-{port}=ключ", Same]),
        ("key: bearer", [Through], [Read, Host, "Authorization: Bearer {key}"]),
        ("key: bearer in small letters", [Through], [Read, Host, "Authorization: bearer {key}"]),
        ("key: wrong bearer", [401], [Read, Host, "Authorization: Bearer " + WrongKey]),
        ("key: empty bearer", [401], [Read, Host, "Authorization: Bearer "]),
        ("key: bearer without a space", [401], [Read, Host, "Authorization: Bearer{key}"]),
        ("key: basic", [401], [Read, Host, "Authorization: Basic {key}"]),
        ("key: very long bearer", [401], [Read, Host, "Authorization: Bearer " + new string('f', 10_000)]),
        ("key: in the address", [401], ["GET /api/nothing?key={key}&token={key} HTTP/1.1", Host]),
        ("key: wrong bearer, writing without origin", [403], [Write, Host, "Authorization: Bearer " + WrongKey]),
    ];

    private static readonly (string, int[], string[])[] Tokens =
    [
        ("token: right", [302], ["GET /?token={token} HTTP/1.1", Host]),
        ("token: right, by a link in a mail", [200], ["GET /?token={token} HTTP/1.1", Host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"]),
        ("token: used", [401], ["GET /?token={used} HTTP/1.1", Host]),
        ("token: wrong", [401], ["GET /?token=" + WrongKey + " HTTP/1.1", Host]),
        ("token: empty", [401], ["GET /?token= HTTP/1.1", Host]),
        ("token: no value", [401], ["GET /?token HTTP/1.1", Host]),
        ("token: very long", [401], ["GET /?token=" + new string('a', 3000) + " HTTP/1.1", Host]),
        ("token: longer than a line may be", [414], ["GET /?token=" + new string('a', 5000) + " HTTP/1.1", Host]),
        ("token: twice", [401], ["GET /?token={token}&token={token} HTTP/1.1", Host]),
        ("token: beside a wrong one", [401], ["GET /?token={token}&token=x HTTP/1.1", Host]),
        ("token: in capitals", [401], ["GET /?token={TOKEN} HTTP/1.1", Host]),
        ("token: at another address", [401], ["GET /index.html?token={token} HTTP/1.1", Host]),
        ("token: at the API", [401], ["GET /api/nothing?token={token} HTTP/1.1", Host]),
        ("token: posted", [401, 403], ["POST /?token={token} HTTP/1.1", Host, Origin]),
        ("token: by HEAD", [401], ["HEAD /?token={token} HTTP/1.1", Host]),
        ("token: in a frame of another site", [403], ["GET /?token={token} HTTP/1.1", Host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"]),
        ("token: as a bearer", [401], [Read, Host, "Authorization: Bearer {token}"]),
        ("token: as the cookie", [401], [Read, Host, "Cookie: glia-{port}={token}"]),
        ("token: the session's key", [401], ["GET /?token={key} HTTP/1.1", Host]),
    ];

    private const string WrongKey = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
}
