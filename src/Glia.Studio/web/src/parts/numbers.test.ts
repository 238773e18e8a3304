import { describe, expect, test } from "vitest";
import { brief, count, duration, percent, short } from "./numbers";

describe("numbers as they are shown", () => {
  test("counts have thousands apart", () => expect(count(1234567)).toBe("1,234,567"));

  test("parts are per cent, and what is not known is a dash", () => {
    expect(percent(0.98123)).toBe("98.1 %");
    expect(percent(undefined)).toBe("–");
    expect(percent(Number.NaN)).toBe("–");
  });

  test("short numbers keep the digits that say something", () => {
    expect([0, 0.03125, 1.2345, 12.345, 123.45, 4.2e-6, -0.5].map(short)).toEqual(["0", "0.0313", "1.234", "12.35", "123.5", "4.20e-6", "-0.5000"]);
  });

  test("axes have no more than three digits", () => expect([1.15, -0.15, 0.30000000000000004, 1000].map(brief)).toEqual(["1.15", "-0.15", "0.3", "1000"]));

  test("times are told in the unit that fits", () => {
    expect([0.123, 4.56, 42.4, 75, 3700].map(duration)).toEqual(["0.12 s", "4.6 s", "42 s", "1 min 15 s", "1 h 1 min"]);
  });
});
