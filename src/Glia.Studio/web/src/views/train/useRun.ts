import { useEffect, useState } from "preact/hooks";
import { get } from "../../api/http";
import type { Curve, MapUpdate, Points, RunDetail, RunUpdate } from "../../api/types";
import { complain } from "../../app/messages";
import { lastRun, watch } from "../../app/state";
import { grown, noCurve } from "./curve";

export interface LiveRun {
  detail?: RunDetail;
  update?: RunUpdate;
  curve: Curve;
  map?: MapUpdate;
  points?: Points;
}

/** One run as it is, and as it becomes. */
export function useRun(id: string | undefined): LiveRun {
  const [live, setLive] = useState<LiveRun>({ curve: noCurve });
  useEffect(() => {
    setLive({ curve: noCurve });
    if (!id) return;
    let isWanted = true;
    lastRun.value = id;
    const load = (): void => {
      get<RunDetail>(`/api/runs/${id}`).then((detail) => isWanted && setLive((l) => ({ ...l, detail })), complain);
    };
    load();
    let status = "";
    let hasPoints = false;
    const stop = watch(
      id,
      (update) => {
        // What changes seldom (scores, notes, layers) is asked for when the run changes its state.
        const now = `${update.summary.status} ${update.notes} ${update.summary.name}`;
        if (status !== now) {
          if (status !== "") load();
          status = now;
        }
        if (!hasPoints && update.summary.kind === "points" && update.summary.shape !== "") {
          hasPoints = true;
          get<Points>(`/api/runs/${id}/points`).then((points) => isWanted && setLive((l) => ({ ...l, points })), complain);
        }
        setLive((l) => ({ ...l, update, curve: update.curve ? grown(l.curve, update.from, update.curve) : l.curve }));
      },
      (map) => setLive((l) => ({ ...l, map })),
    );
    return () => {
      isWanted = false;
      stop();
    };
  }, [id]);
  return live;
}
