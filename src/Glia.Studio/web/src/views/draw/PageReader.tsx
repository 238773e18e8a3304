import { bytesOf } from "../../api/bytes";
import { percent } from "../../parts/numbers";
import { Copyable } from "../../parts/Copyable";
import { facts, page, showPicture, showPixels, subject } from "./look";
import type { PageDigitView } from "./types";

const grades: Record<string, string> = { sure: "sure", "fairly sure": "fair", unsure: "unsure" };

/** A page of digits with every digit marked by its answer. */
export function PageReader() {
  const found = page.value;
  if (!found) return null;
  const { look, address } = found;
  return (
    <section class="card page-reader" aria-label="The page">
      <div class="row">
        <h2 class="grow">
          {look.digits.length} digits in {look.rows.length === 1 ? "1 row" : `${look.rows.length} rows`}
        </h2>
        <button type="button" onClick={() => subject.value.kind === "picture" ? void showPicture(subject.value.file, true) : (page.value = undefined)}>
          {subject.value.kind === "picture" ? "Read it as one digit" : "Close"}
        </button>
      </div>
      <div class="split even">
        <div class="marked" style={{ aspectRatio: `${look.width} / ${look.height}` }}>
          <img src={address} alt="The page that was read" />
          {look.digits.map((d) => (
            <Mark key={`${d.row}.${d.column}`} digit={d} />
          ))}
        </div>
        <div class="stack">
          <Copyable text={look.rows.join("\n")} what="The digits" />
          <p class="faint">Solid: sure, 90 % and more. Dashed: fairly sure. Dotted, with a question mark: unsure. Choose a digit to see what the network sees in it.</p>
        </div>
      </div>
    </section>
  );
}

function Mark({ digit: d }: { digit: PageDigitView }) {
  const { look } = page.value!, name = d.sureness === "unsure" ? `${d.name}?` : d.name;
  const place = { left: `${(100 * d.left) / look.width}%`, top: `${(100 * d.top) / look.height}%`, width: `${(100 * d.width) / look.width}%`, height: `${(100 * d.height) / look.height}%` };
  const words = `${d.name}, ${percent(d.belief)} ${d.sureness}; row ${d.row + 1}, digit ${d.column + 1}${d.sureness === "sure" || d.second < 0 ? "" : `; or else ${facts.value!.classes[d.second]}`}`;
  return (
    <button type="button" class={`mark ${grades[d.sureness] ?? ""}`} style={place} title={words} aria-label={words} onClick={() => showPixels(bytesOf(d.pixels), `Row ${d.row + 1}, digit ${d.column + 1} of the page`)}>
      <span>{name}</span>
    </button>
  );
}
