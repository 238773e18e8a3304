import { warnings } from "./live";

const time = (text: string): string => new Date(text).toLocaleTimeString([], { hour12: false });

/** What was refused or looks wrong, the newest first. */
export function WarningsCard() {
  const all = warnings.value.toReversed();
  return (
    <section class="card stack" aria-labelledby="warnings-title">
      <h2 id="warnings-title">Warnings</h2>
      {all.length === 0 ? (
        <p class="faint">None. What is refused or looks wrong is said here.</p>
      ) : (
        <ol class="messages-list" tabIndex={0} aria-label="Warnings, the newest first">
          {all.map((w) => (
            <li key={w.number}>
              <time class="way" dateTime={w.time}>
                {time(w.time)}
              </time>{" "}
              {w.text}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
