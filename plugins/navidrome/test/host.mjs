// What surrounds the plugin, for its test and its benchmark: Navidrome's part of a plugin's runtime, a music server with
// made songs, and the real service on loopback.
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const program = process.env.LEITMOTIF_PROGRAM;
export const built = process.env.LEITMOTIF_NAVIDROME;
const { createPlugin } = createRequire(join(built, "/"))("@extism/extism");

/** What Navidrome does for `http_send`: bodies are Base64, a request that failed is `error`. */
async function send({ method, url, headers, body, timeoutMs }) {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await fetch(url, { method, headers, body: Buffer.from(body, "base64"), signal });
    const bytes = Buffer.from(await answer.arrayBuffer());
    return { result: { statusCode: answer.status, headers: {}, body: bytes.toString("base64") } };
  } catch (error) {
    return { error: String(error.cause?.message ?? error.message) };
  }
}

/** A plugin with these settings. `sent` keeps its requests. */
export async function loaded(config, sent = []) {
  const plugin = await createPlugin(join(built, "plugin.wasm"), {
    useWasi: true,
    runInWorker: true,
    config,
    functions: {
      "extism:host/user": {
        http_send: async (context, at) => {
          const { request } = context.read(at).json();
          sent.push(request);
          return context.store(JSON.stringify(await send(request)));
        },
      },
    },
  });
  /** What an exported function answers; throws what it fails with. */
  const call = async (name, input) => {
    const text = typeof input === "string" ? input : JSON.stringify(input);
    return (await plugin.call(name, text)).json();
  };
  return { call, close: () => plugin.close() };
}

/** A plugin whose every request has this body as its answer, in this thread: what it takes by itself. */
export function alone(body) {
  const answer = JSON.stringify({ result: { statusCode: 200, body: Buffer.from(body).toString("base64") } });
  const functions = { "extism:host/user": { http_send: (context) => context.store(answer) } };
  return createPlugin(join(built, "plugin.wasm"), { useWasi: true, config: { apiUrl: "http://localhost" }, functions });
}

const words = [
  "tears fall and my heart will break again",
  "kiss me darling love me tonight",
  "guns and blood and war on the street",
  "lonely tears and sorrow",
  "my love my darling sweet kiss",
];

/** Songs of a made music server: every eleventh has no lyric, every second ids of its own. */
export const songs = Array.from({ length: 60 }, (_, i) => ({
  id: `nd${i}`,
  title: `Röom "${i}"`,
  artist: `Artist & ${i % 6}`,
  album: `Hall ${i % 4}`,
  duration: 100 + i,
  musicBrainzId: i % 2 ? "" : `6b1f1f57-6d50-4f0b-8d8e-${String(i).padStart(12, "0")}`,
  isrc: i % 2 ? [] : [`USLMF26${String(i).padStart(5, "0")}`],
  lyric: i % 11 === 10 ? "" : `${words[i % 5]} ${words[Math.floor(i / 5) % 5]}`,
}));

/** A server whose handler gets the address and the form that was sent. */
export async function listening(handler) {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => (body += piece));
    request.on("end", () => {
      const url = new URL(request.url, "http://localhost");
      const form = new URLSearchParams(`${url.search.slice(1)}&${body}`);
      const [status, type, text] = handler(url.pathname, form, request);
      response.writeHead(status, { "Content-Type": type }).end(text);
    });
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { port: server.address().port, close: () => server.close() };
}

/** As much of OpenSubsonic as a sync asks for. */
function musicServer() {
  const child = ({ lyric, ...song }) => ({ ...song, isDir: false });
  const content = (method, form) => {
    if (method === "getOpenSubsonicExtensions")
      return { openSubsonicExtensions: ["songLyrics", "formPost"].map((name) => ({ name, versions: [1] })) };
    if (method === "search3") {
      const at = Number(form.get("songOffset"));
      return { searchResult3: { song: songs.slice(at, at + Number(form.get("songCount"))).map(child) } };
    }
    if (method === "getLyricsBySongId") {
      const { lyric } = songs.find((song) => song.id === form.get("id"));
      const line = [{ value: lyric }];
      return { lyricsList: { structuredLyrics: lyric ? [{ lang: "und", synced: false, line }] : [] } };
    }
    return {};
  };
  return listening((path, form) => {
    const method = path.slice("/rest/".length).replace(/\.view$/, "");
    const about = { status: "ok", version: "1.16.1", openSubsonic: true, type: "navidrome", serverVersion: "0.60.0" };
    return [200, "application/json", JSON.stringify({ "subsonic-response": { ...about, ...content(method, form) } })];
  });
}

/** `leitmotif serve` on a library. */
export async function serving(library) {
  const service = spawn(program, ["--library", library, "serve", "--port", "0", "--quiet", "--json"]);
  let said = "";
  const port = await new Promise((done, failed) => {
    const hear = (piece) => {
      said += piece;
      const found = said.match(/http:\/\/127\.0\.0\.1:(\d+)/);
      if (found) done(Number(found[1]));
    };
    service.stdout.on("data", hear);
    service.stderr.on("data", hear);
    service.on("exit", () => failed(new Error(`the service ended: ${said}`)));
  });
  const close = () => new Promise((done) => service.on("exit", done) && service.kill());
  return { url: `http://127.0.0.1:${port}`, pid: service.pid, close };
}

/** A folder with a library that was synced from the made server, which it calls `home`. */
export async function synced() {
  const folder = mkdtempSync(join(tmpdir(), "leitmotif-navidrome-"));
  const library = join(folder, "library.db");
  const server = await musicServer();
  const run = (...words) =>
    new Promise((done, failed) => {
      const env = { ...process.env, LEITMOTIF_SERVER_SECRET: "open sesame" };
      const child = spawn(program, ["--library", library, ...words], { env });
      let said = "";
      child.stderr.on("data", (piece) => (said += piece));
      child.on("exit", (status) => (status === 0 ? done() : failed(new Error(`${words}: ${said}`))));
    });
  await run("servers", "add", `http://127.0.0.1:${server.port}`, "--user", "ann", "--name", "home");
  await run("servers", "sync", "home");
  server.close();
  return { library, close: () => rmSync(folder, { recursive: true }) };
}
