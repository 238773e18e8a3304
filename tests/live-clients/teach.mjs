/** One client, all that it teaches, each in a fresh session: `node teach.mjs NAME`. The last line says "ok" or "failed: why"; the exit code is 0 or 1. */
import { clients } from "./clients.mjs";
import { freePort, startLive } from "./live.mjs";

const name = process.argv[2];
const client = clients[name];
if (!client) {
  console.log(`There is no client '${name}'; there are ${Object.keys(clients).join(", ")}.`);
  process.exit(2);
}

const begin = Date.now(), told = [];
try {
  for (const [lesson, { options, teach }] of Object.entries(client.lessons)) {
    try {
      told.push(await session(options, teach));
    } catch (error) {
      throw new Error(`${lesson}: ${error.message}`);
    }
  }
  console.log(`${name}: ok, ${told.join("; ")} (${((Date.now() - begin) / 1000).toFixed(1)} s)`);
  process.exit(0);
} catch (error) {
  console.log(`${name}: failed: ${error.message}`);
  process.exit(1);
}

async function session(options, teach) {
  const from = await freePort();
  const live = await startLive(from, options);
  const own = await client.open?.(live.port, from);
  try {
    return await teach(own ?? { to: live.port, from });
  } finally {
    await own?.close();
    await live.stop();
  }
}
