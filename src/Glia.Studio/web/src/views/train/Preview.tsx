import { useEffect, useState } from "preact/hooks";
import { bytesOf } from "../../api/bytes";
import { post } from "../../api/http";
import type { Points } from "../../api/types";
import { complain } from "../../app/messages";
import { PixelCanvas } from "../../parts/PixelCanvas";
import { draft } from "./draft";
import { PointsOnly } from "./DecisionMap";

interface DataPreview {
  kind: string;
  about: string;
  classes: string[];
  points?: Points;
  width: number;
  height: number;
  pictures: string[];
  labels: number[];
}

/** The data, before anything is trained on them. */
export function Preview() {
  const [preview, setPreview] = useState<DataPreview>();
  const { data, count, noise, seed } = draft.value;
  useEffect(() => {
    const asking = new AbortController();
    const settings = Object.fromEntries(Object.entries({ data, count, noise, seed }).filter(([, v]) => v)) as Record<string, string>;
    post<DataPreview>("/api/preview", { settings }, asking.signal).then(setPreview, (e) => {
      setPreview(undefined);
      if (!(e instanceof Error && "field" in e && e.field)) complain(e);
    });
    return () => asking.abort();
  }, [data, count, noise, seed]);
  if (!preview) return null;
  return (
    <figure class="preview">
      <figcaption class="faint">What it learns from: {preview.about}</figcaption>
      {preview.points && <PointsOnly points={preview.points} classes={preview.classes} size={260} />}
      {preview.pictures.length > 0 && (
        <div class="thumbs" role="img" aria-label={`Some of the pictures: ${preview.classes.join(", ")}`}>
          {preview.pictures.map((p, i) => (
            <PixelCanvas key={i} pixels={bytesOf(p)} width={preview.width} height={preview.height} size={42} description={preview.classes[preview.labels[i]!] ?? ""} />
          ))}
        </div>
      )}
    </figure>
  );
}
