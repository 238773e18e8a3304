import { useEffect, useRef, useState } from "preact/hooks";
import { bytesOf } from "../../api/bytes";
import { send } from "../../api/http";
import { complain } from "../../app/messages";
import { Bars } from "../../parts/Bars";
import { DrawPad, type Ink, type PadControl } from "../../parts/DrawPad";
import { percent } from "../../parts/numbers";
import { PixelCanvas } from "../../parts/PixelCanvas";
import { setPath, type SetSummary } from "../../parts/sets";
import { useCamera } from "./Camera";
import { runOn } from "./Learner";
import type { Trial } from "./types";
import { CameraPicture } from "./CameraPicture";

/** Tries the network at once: draw something, or show it to the camera. */
export function TryOut({ set }: { set: SetSummary }) {
  const run = runOn(set);
  const [trial, setTrial] = useState<Trial>();
  const [byCamera, setByCamera] = useState(false);
  const last = useRef<Uint8Array<ArrayBuffer> | Blob | undefined>(undefined);
  const asked = useRef<AbortController | undefined>(undefined);
  const pad = useRef<PadControl | null>(null);
  const canTry = run !== undefined && run.epoch > 0;
  const version = run ? `${run.id} ${run.epoch} ${run.status}` : "";

  const ask = async (): Promise<void> => {
    const picture = last.current;
    if (!canTry || !picture) return;
    asked.current?.abort();
    const mine = (asked.current = new AbortController());
    try {
      setTrial(await send<Trial>(setPath(set.id, "/try", { run: run.id }), picture, picture instanceof Blob ? "image/png" : "application/octet-stream", mine.signal));
    } catch (e) {
      complain(e);
    }
  };

  useEffect(() => void ask(), [version]);

  const drawn = (ink: Ink): void => {
    last.current = ink.strokes > 0 ? ink.grey : undefined;
    if (last.current) void ask();
    else setTrial(undefined);
  };
  const seen = (picture: Blob): Promise<void> => {
    last.current = picture;
    return ask();
  };

  if (!canTry)
    return (
      <section class="card">
        <h2>Try it</h2>
        <p class="faint">Once it has been trained, draw here, and it says what it sees.</p>
      </section>
    );
  const best = trial && !trial.isEmpty ? trial.classes.indexOf(trial.answer) : -1;
  return (
    <section class="card stack try-out" aria-labelledby="try-title">
      <div class="row">
        <h2 id="try-title" class="grow">
          Try it
        </h2>
        <div class="chips" role="radiogroup" aria-label="Try with">
          <button type="button" role="radio" aria-checked={!byCamera} onClick={() => setByCamera(false)}>
            Draw
          </button>
          <button type="button" role="radio" aria-checked={byCamera} onClick={() => setByCamera(true)}>
            Camera
          </button>
        </div>
      </div>
      {byCamera ? <Watching onPicture={seen} /> : <DrawPad label="Something new for the network" onChange={drawn} control={pad} />}
      <p class="verdict" aria-live="polite">
        {best >= 0 ? (
          <>
            <b>{trial!.answer}</b> <span class="faint">{percent(trial!.beliefs[best], 0)}</span>
          </>
        ) : (
          <span class="faint">Nothing to read yet.</span>
        )}
      </p>
      <Bars names={trial?.classes ?? run.classes} values={trial?.beliefs ?? []} best={best} />
      {trial?.pixels && (
        <div class="row">
          <PixelCanvas pixels={bytesOf(trial.pixels)} width={trial.side} height={trial.side} size={72} description="What the network is given" />
          <small>What the network is given</small>
        </div>
      )}
    </section>
  );
}

/** Shows the network what the camera sees, a few times a second: the next picture when the answer to the last is there. */
function Watching({ onPicture }: { onPicture: (picture: Blob) => Promise<void> }) {
  const { video, isOn, trouble, start, shot } = useCamera();
  const latest = useRef(onPicture);
  latest.current = onPicture;
  useEffect(() => {
    if (!isOn) return;
    let isWanted = true;
    const look = async (): Promise<void> => {
      while (isWanted) {
        const picture = document.hidden ? undefined : await shot();
        if (picture && isWanted) await latest.current(picture);
        await new Promise((done) => setTimeout(done, 150));
      }
    };
    void look();
    return () => {
      isWanted = false;
    };
  }, [isOn]);
  return (
    <CameraPicture video={video} isOn={isOn} trouble={trouble} onStart={() => void start()} />
  );
}
