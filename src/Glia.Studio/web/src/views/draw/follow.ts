import { complain } from "../../app/messages";
import { watch } from "../../app/state";
import { ask, loadWeights } from "./look";

const lookEvery = 250, weightsEvery = 1000; // milliseconds, while a network learns

/** Asks again whenever the network has changed, a few times a second at most. */
export function follow(id: string): () => void {
  let known = 0, timers: ReturnType<typeof setTimeout>[] = [];
  const soon = (work: () => void, every: number): (() => void) => {
    let waits = false;
    return () => {
      if (waits) return;
      waits = true;
      timers.push(
        setTimeout(() => {
          waits = false;
          work();
        }, every),
      );
      timers = timers.slice(-4);
    };
  };
  const askSoon = soon(() => ask(), lookEvery), weightsSoon = soon(() => void loadWeights().catch(complain), weightsEvery);
  const end = watch(id, (update) => {
    if (update.version === known) return;
    const isFirst = known === 0;
    known = update.version;
    if (isFirst && update.summary.status !== "training") return; // what was loaded just now is the same
    askSoon();
    weightsSoon();
  });
  return () => {
    end();
    timers.forEach(clearTimeout);
  };
}
