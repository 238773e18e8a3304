import { useRef, useState } from "preact/hooks";
import { send } from "../../api/http";
import { attempt, complain, say } from "../../app/messages";
import { setPath, type Imported, type SetSummary } from "../../parts/sets";
import { pngOf, record } from "./record";
import { open } from "./teach";

/** Takes pictures from files, from a folder, or from a zip file. Pictures in folders that are named as classes go to those. */
export function PictureFiles({ set, name }: { set: SetSummary; name: string }) {
  const [progress, setProgress] = useState<{ done: number; all: number }>();
  const stopped = useRef(false);

  const take = async (input: HTMLInputElement): Promise<void> => {
    const files = [...(input.files ?? [])];
    input.value = "";
    const zip = files.find((f) => /\.zip$/i.test(f.name));
    if (zip) return takeZip(zip);
    const pictures = files.filter((f) => f.type.startsWith("image/"));
    if (files.length > 0 && pictures.length === 0) return complain("There are no pictures among these files.");
    stopped.current = false;
    let bad = 0;
    let why: unknown;
    for (const [i, file] of pictures.entries()) {
      if (stopped.current) break;
      setProgress({ done: i, all: pictures.length });
      try {
        await record(set.id, classOf(file, set) ?? name, await read(file));
      } catch (e) {
        bad++;
        why ??= e;
      }
    }
    setProgress(undefined);
    if (bad > 0) complain(`${bad} of ${pictures.length} pictures were not taken. ${why instanceof Error ? why.message : ""}`);
    else if (pictures.length > 0) say(`${pictures.length} pictures were taken.`);
  };

  const takeZip = async (file: File): Promise<void> => {
    setProgress({ done: 0, all: 1 });
    const taken = await attempt(() => send<Imported>(setPath(set.id, "/zip", { name: file.name }), file, "application/zip"));
    setProgress(undefined);
    if (!taken) return;
    await open(set.id);
    say(`${taken.count} pictures were taken.`);
    if (taken.passedOver.length > 0) complain(`Some were passed over: ${taken.passedOver.slice(0, 3).join("; ")}`);
  };

  if (progress) {
    return (
      <div class="row" aria-live="polite">
        <span>
          {progress.done} of {progress.all} pictures
        </span>
        <button type="button" onClick={() => (stopped.current = true)}>
          Stop
        </button>
      </div>
    );
  }
  return (
    <div class="stack">
      <div class="buttons">
        <label class="button file">
          Choose pictures
          <input type="file" class="visually-hidden" multiple accept="image/*,.zip" onChange={(e) => void take(e.currentTarget)} />
        </label>
        <label class="button file">
          Choose a folder
          <input type="file" class="visually-hidden" multiple {...{ webkitdirectory: true }} onChange={(e) => void take(e.currentTarget)} />
        </label>
      </div>
      <p class="faint">
        They become examples of {name}. Pictures in a folder that is named as another class go to that one. {set.fit === "digit" ? "One drawing in each picture: its ink is found and framed." : `The middle square of each is taken, in grey, ${set.side} × ${set.side} pixels.`}
      </p>
    </div>
  );
}

const classOf = (file: File, set: SetSummary): string | undefined => {
  const folders = file.webkitRelativePath.split("/").slice(0, -1);
  return folders.reverse().find((f) => set.classes.some((c) => c.name === f));
};

async function read(file: File): Promise<Blob> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    throw new Error(`${file.name} is no picture that this browser can read.`);
  }
  try {
    return await pngOf(picture, picture.width, picture.height, false);
  } finally {
    picture.close();
  }
}
