import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { complain } from "../../app/messages";
import type { SetSummary } from "../../parts/sets";
import { pngOf, record } from "./record";
import { CameraPicture } from "./CameraPicture";

const interval = 250; // milliseconds between two pictures while the button is held

/** The camera, once it is asked for. Every shot is the middle square of what it sees. */
export function useCamera(): { video: RefObject<HTMLVideoElement | null>; isOn: boolean; trouble: string | undefined; start: () => Promise<void>; shot: () => Promise<Blob | undefined> } {
  const video = useRef<HTMLVideoElement>(null);
  const stream = useRef<MediaStream | undefined>(undefined);
  const isGone = useRef(false);
  const [isOn, setOn] = useState(false);
  const [trouble, setTrouble] = useState<string>();

  useEffect(
    () => () => {
      isGone.current = true;
      stop(stream.current);
    },
    [],
  );

  const start = async (): Promise<void> => {
    setTrouble(undefined);
    try {
      if (!navigator.mediaDevices) throw new DOMException("", "SecurityError");
      const made = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 640 }, height: { ideal: 480 } }, audio: false });
      if (isGone.current || !video.current) return stop(made);
      stream.current = made;
      video.current.srcObject = made;
      await video.current.play();
      setOn(true);
    } catch (e) {
      setTrouble(why(e));
    }
  };

  const shot = async (): Promise<Blob | undefined> => {
    const seen = video.current;
    return seen && seen.videoWidth > 0 ? pngOf(seen, seen.videoWidth, seen.videoHeight, true) : undefined;
  };

  return { video, isOn, trouble, start, shot };
}

const stop = (stream: MediaStream | undefined): void => stream?.getTracks().forEach((t) => t.stop());

function why(e: unknown): string {
  const name = e instanceof DOMException ? e.name : "";
  if (name === "NotAllowedError") return "The browser was not allowed to use the camera. Allow it beside the page's address, and try again.";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "There is no camera at this computer. Draw, or choose picture files.";
  if (name === "NotReadableError" || name === "AbortError") return "The camera is used by another program. Close that one, and try again.";
  if (name === "SecurityError") return "Browsers give a camera to pages of this computer only. Open the studio on the computer that it runs on.";
  return `The camera does not work: ${e instanceof Error ? e.message : String(e)}`;
}

/** Records examples from the camera while the button is held. */
export function Camera({ set, name }: { set: SetSummary; name: string }) {
  const { video, isOn, trouble, start, shot } = useCamera();
  const timer = useRef<ReturnType<typeof setInterval> | undefined>(undefined);
  const [taken, setTaken] = useState(0);

  const take = async (): Promise<void> => {
    try {
      const picture = await shot();
      if (!picture) return;
      await record(set.id, name, picture);
      setTaken((n) => n + 1);
    } catch (e) {
      release();
      complain(e);
    }
  };
  const hold = (): void => {
    if (timer.current !== undefined) return;
    void take();
    timer.current = setInterval(() => void take(), interval);
  };
  const release = (): void => {
    clearInterval(timer.current);
    timer.current = undefined;
  };
  useEffect(() => release, []);

  return (
    <CameraPicture video={video} isOn={isOn} trouble={trouble} onStart={() => void start()}>
      {isOn && (
        <div class="buttons">
          <button
            type="button"
            class="primary hold"
            onPointerDown={(e) => {
              e.currentTarget.setPointerCapture(e.pointerId);
              hold();
            }}
            onPointerUp={release}
            onPointerCancel={release}
            onKeyDown={(e) => {
              if (e.key !== " " && e.key !== "Enter") return;
              e.preventDefault();
              hold();
            }}
            onKeyUp={release}
            onBlur={release}
          >
            Hold to record {name}
          </button>
          <span class="faint" aria-live="polite">
            {taken > 0 ? `${taken} taken` : ""}
          </span>
        </div>
      )}
      <p class="faint">The pictures stay on this computer.</p>
    </CameraPicture>
  );
}
