import { afterEach, expect, test, vi } from "vitest";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

async function at(hash: string) {
  vi.stubGlobal("location", { hash });
  vi.stubGlobal("addEventListener", () => {});
  const { route } = await import("./router");
  return [route.value.view, route.value.id, route.value.query.get("at")];
}

test("an address is a view, a name and a query", async () => expect(await at("#/docs/api%2Fglia?at=dense")).toEqual(["docs", "api/glia", "dense"]));

test("an address of another kind is the first view", async () => expect(await at("#/nothing/5")).toEqual(["train", "5", null]));

test.each(["%", "a%2", "%E0%A4%A"])("a name that is cut off stays as it is: %s", async (id) => expect(await at(`#/docs/${id}`)).toEqual(["docs", id, null]));
