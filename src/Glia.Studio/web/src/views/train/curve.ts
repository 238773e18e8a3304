import type { Curve } from "../../api/types";

export const noCurve: Curve = { epochs: [], loss: [], accuracy: [], validationLoss: [], validationAccuracy: [] };

/** A curve with the points that have come: they take the place of all from `from` on. */
export const grown = (old: Curve, from: number, more: Curve): Curve => ({
  epochs: [...old.epochs.slice(0, from), ...more.epochs],
  loss: [...old.loss.slice(0, from), ...more.loss],
  accuracy: [...old.accuracy.slice(0, from), ...more.accuracy],
  validationLoss: [...old.validationLoss.slice(0, from), ...more.validationLoss],
  validationAccuracy: [...old.validationAccuracy.slice(0, from), ...more.validationAccuracy],
});
