import type { ComponentChildren, RefObject } from "preact";

interface CameraPictureProps {
  video: RefObject<HTMLVideoElement | null>;
  isOn: boolean;
  trouble: string | undefined;
  onStart: () => void;
  children?: ComponentChildren;
}

/** What the camera sees, the button that switches it on, and why it does not come on. */
export function CameraPicture({ video, isOn, trouble, onStart, children }: CameraPictureProps) {
  return (
    <div class="camera stack">
      <video ref={video} muted playsInline hidden={!isOn} aria-label="What the camera sees" />
      {!isOn && (
        <div class="buttons">
          <button type="button" onClick={onStart}>
            Switch the camera on
          </button>
        </div>
      )}
      {trouble && (
        <p class="bad" role="alert">
          {trouble}
        </p>
      )}
      {children}
    </div>
  );
}
