import { expect, test } from "vitest";
import { cell, level, many, part, read } from "./numbers";

test("numbers are as wide as one can read them", () => {
  expect([0.5, 12, -345.25, 2e6, null].map(level)).toEqual(["0.500", "12.00", "-345.3", "2.00e+6", "–"]);
  expect([0.1, 1 / 3, null].map(cell)).toEqual(["0.1", "0.333333", "–"]);
  expect([many(1, "example"), many(1200, "example")]).toEqual(["1 example", "1,200 examples"]);
});

test("what lies outside of a range fills or empties its bar", () => {
  expect([part(0.5, 0, 2), part(-1, 0, 1), part(9, 0, 1), part(1, 1, 1)]).toEqual([0.25, 0, 1, 0]);
});

test("numbers are read with a comma or a point, and nothing else is one", () => {
  expect([read("1,5"), read(" 2.25 "), read(""), read("a"), read("Infinity")]).toEqual([1.5, 2.25, undefined, undefined, undefined]);
});
