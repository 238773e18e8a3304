import { expect, test } from "vitest";
import type { Curve } from "../../api/types";
import { grown, noCurve } from "./curve";

const curve = (...epochs: number[]): Curve => ({ epochs, loss: epochs.map((e) => 1 / e), accuracy: epochs.map(() => null), validationLoss: epochs.map(() => null), validationAccuracy: epochs.map((e) => e / 10) });

test("points that come are put at the end", () => expect(grown(curve(1, 2), 2, curve(3))).toEqual(curve(1, 2, 3)));

test("a curve that was thinned takes the place of the old", () => expect(grown(curve(1, 2, 3, 4), 0, curve(1, 3, 5))).toEqual(curve(1, 3, 5)));

test("the first points of all", () => expect(grown(noCurve, 0, curve(1))).toEqual(curve(1)));
