import { useEffect } from "preact/hooks";
import { complain } from "../../app/messages";
import { asPng } from "./pictures";
import { showPicture } from "./look";

/** Has the network look at a picture, whatever kind of file it is that the browser can show. */
export const openPicture = async (file: Blob | null | undefined): Promise<void> => {
  if (!file) return;
  try {
    await showPicture(await asPng(file));
  } catch {
    complain("The browser cannot show this file as a picture. PNG, JPEG and WebP files do.");
  }
};

/** Pictures may be dropped anywhere on the view, and pasted. */
export function usePictures(): void {
  useEffect(() => {
    const paste = (e: ClipboardEvent): void => {
      const file = [...(e.clipboardData?.files ?? [])].find((f) => f.type.startsWith("image/"));
      if (!file) return;
      e.preventDefault();
      void openPicture(file);
    };
    const over = (e: DragEvent): void => {
      if (e.dataTransfer?.types.includes("Files")) e.preventDefault();
    };
    const drop = (e: DragEvent): void => {
      if (!e.dataTransfer?.files.length) return;
      e.preventDefault();
      void openPicture(e.dataTransfer.files[0]);
    };
    addEventListener("paste", paste);
    addEventListener("dragover", over);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("paste", paste);
      removeEventListener("dragover", over);
      removeEventListener("drop", drop);
    };
  }, []);
}
