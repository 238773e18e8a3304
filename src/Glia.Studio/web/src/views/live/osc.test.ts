import { expect, test } from "vitest";
import { oscPacket, Whole } from "./osc";

const hex = (bytes: Uint8Array): string => [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");

test("the inputs 1 and 2.5 are the bytes that Wekinator takes", () => {
  expect(hex(oscPacket("/wek/inputs", [1, 2.5]))).toBe("2f77656b2f696e70757473002c6666003f80000040200000");
});

test("texts and whole numbers are filled up to four bytes", () => {
  expect(hex(oscPacket("/abc", [new Whole(-2), "abcd"]))).toBe("2f616263000000002c697300fffffffe6162636400000000");
});

test("a message without arguments has its type tags all the same", () => {
  expect(hex(oscPacket("/a", []))).toBe("2f6100002c000000");
});

test("what is missing goes as NaN", () => {
  expect(hex(oscPacket("/a", [NaN]))).toMatch(/7fc00000$/);
});
