import { useEffect, useState } from "preact/hooks";
import { get } from "../../api/http";
import { complain } from "../../app/messages";
import { hrefTo, route } from "../../app/router";
import "./learn.css";
import { LessonPage } from "./LessonPage";
import { forget, markOf } from "./progress";
import type { LessonFact } from "./types";

let known: LessonFact[] | undefined;

/** The lessons of `glia learn`: computed before one's eyes, with one's own numbers. */
export default function LearnView() {
  const [lessons, setLessons] = useState(known);
  useEffect(() => {
    if (!known) get<LessonFact[]>("/api/lessons").then((all) => setLessons((known = all)), complain);
  }, []);
  if (!lessons) return <p class="loading">Loading …</p>;
  const id = route.value.id;
  const lesson = id ? lessons.find((l) => l.id === id || String(l.number) === id) : undefined;
  return lesson ? <LessonPage key={lesson.id} lesson={lesson} lessons={lessons} /> : <Overview lessons={lessons} wanted={id} />;
}

function Overview({ lessons, wanted }: { lessons: LessonFact[]; wanted: string | undefined }) {
  const done = lessons.filter((l) => markOf(l.id) === "answered").length;
  const next = lessons.find((l) => markOf(l.id) !== "answered") ?? lessons[0]!;
  return (
    <div class="learn stack">
      <div>
        <h1>Learn</h1>
        <p class="faint">From one neuron to a network that reads digits. Each lesson adds one idea, computes everything before your eyes, and ends with a question.</p>
        <p>
          <a href={hrefTo("docs")}>Documentation</a>: first steps, recipes, every command, and the library member by member.
        </p>
      </div>
      {wanted && <p class="bad">There is no lesson called “{wanted}”.</p>}
      <section class="card row" aria-label="Progress">
        <div class="grow">
          <div class="progress" role="progressbar" aria-label="Lessons answered" aria-valuemin={0} aria-valuemax={lessons.length} aria-valuenow={done}>
            <i style={{ width: `${(100 * done) / lessons.length}%` }} />
          </div>
          <small>
            {done} of {lessons.length} questions answered
          </small>
        </div>
        <a class="button primary" href={hrefTo("learn", next.id)}>
          {done === 0 ? "Begin" : "Go on"}: {next.title}
        </a>
        {done > 0 && (
          <button type="button" class="quiet" onClick={forget}>
            Start over
          </button>
        )}
      </section>
      <ol class="lessons">
        {lessons.map((l) => (
          <li key={l.id}>
            <a class="card" href={hrefTo("learn", l.id)}>
              <span class="row">
                <b>
                  {l.number}. {l.title}
                </b>
                <Badge id={l.id} />
              </span>
              <span class="faint">{l.summary}</span>
            </a>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Badge({ id }: { id: string }) {
  const mark = markOf(id);
  if (!mark) return null;
  return mark === "answered" ? <span class="badge good">✓ answered</span> : <span class="badge">seen</span>;
}
