import { useEffect, useState } from "preact/hooks";
import { ApiError, post } from "../../api/http";
import { complain } from "../../app/messages";
import { go, hrefTo } from "../../app/router";
import { Copyable } from "../../parts/Copyable";
import { PageView } from "../../parts/PageView";
import { Knobs } from "./Knobs";
import { practiceOf, practise } from "./practice";
import { mark, markOf } from "./progress";
import { Quiz } from "./Quiz";
import type { LessonFact, LessonView, Values } from "./types";

/** One lesson: its numbers to the left, what they come to beside them, its question below. */
export function LessonPage({ lesson, lessons }: { lesson: LessonFact; lessons: LessonFact[] }) {
  const [values, setValues] = useState<Values>({});
  const [view, setView] = useState<LessonView>();
  const [fault, setFault] = useState<{ field: string; message: string }>();
  const [isBusy, setBusy] = useState(true);

  useEffect(() => mark(lesson.id, "seen"), [lesson.id]);
  useEffect(() => {
    const leaving = new AbortController();
    setBusy(true);
    post<LessonView>(`/api/lessons/${lesson.id}`, { values }, leaving.signal).then(
      (computed) => {
        setView(computed);
        setFault(undefined);
        setBusy(false);
      },
      (e: unknown) => {
        if (leaving.signal.aborted) return;
        setBusy(false);
        if (e instanceof ApiError && e.field) setFault({ field: e.field, message: e.message });
        else complain(e);
      },
    );
    return () => leaving.abort();
  }, [lesson.id, values]);

  const isChanged = lesson.knobs.some((k) => (values[k.name] ?? k.default) !== k.default);
  return (
    <div class="learn stack">
      <Way lesson={lesson} lessons={lessons} />
      <div class={`split ${lesson.knobs.length > 0 ? "aside-left" : ""}`}>
        {lesson.knobs.length > 0 && (
          <section class="card knobs" aria-label="What can be changed">
            <Knobs knobs={lesson.knobs} values={values} fault={fault} onChange={(name, value) => setValues((v) => ({ ...v, [name]: value }))} />
            <p class="faint" role="status">
              {isBusy ? "Computing …" : ""}
            </p>
            {isChanged && (
              <button type="button" onClick={() => setValues({})}>
                As it was
              </button>
            )}
            {view && view.tries.length > 0 && (
              <>
                <h2>Try</h2>
                <ul class="tries">
                  {view.tries.map((t) => (
                    <li key={t.label}>
                      <button type="button" onClick={() => setValues(t.values)}>
                        {t.label}
                      </button>
                      <span dangerouslySetInnerHTML={{ __html: t.html }} />
                    </li>
                  ))}
                </ul>
              </>
            )}
          </section>
        )}
        <div class="stack">
          <section class="card" aria-busy={isBusy}>
            {view ? <PageView page={view.page} /> : <p class="loading">Computing …</p>}
          </section>
          {view && <Quiz key={JSON.stringify(view.values)} lesson={lesson.id} quiz={view.quiz} values={values} />}
          <Onward lesson={lesson} lessons={lessons} />
          {view && (
            <details class="card">
              <summary>The same in a terminal</summary>
              <Copyable text={view.command} what="The command" wrap />
            </details>
          )}
        </div>
      </div>
    </div>
  );
}

/** Where one is among the lessons. */
function Way({ lesson, lessons }: { lesson: LessonFact; lessons: LessonFact[] }) {
  return (
    <div class="row">
      <a href={hrefTo("learn")}>All lessons</a>
      <label class="visually-hidden" for="lesson">
        Lesson
      </label>
      <select id="lesson" class="jump" value={lesson.id} onChange={(e) => go("learn", e.currentTarget.value)}>
        {lessons.map((l) => (
          <option key={l.id} value={l.id}>
            {l.number}. {l.title}
            {markOf(l.id) === "answered" ? " ✓" : ""}
          </option>
        ))}
      </select>
    </div>
  );
}

function Onward({ lesson, lessons }: { lesson: LessonFact; lessons: LessonFact[] }) {
  const before = lessons[lesson.number - 2];
  const after = lessons[lesson.number];
  const practice = practiceOf(lesson.id);
  return (
    <nav class="buttons onward" aria-label="Lessons">
      {before && (
        <a class="button" href={hrefTo("learn", before.id)}>
          ← {before.title}
        </a>
      )}
      {practice && (
        <button type="button" onClick={() => void practise(practice)}>
          {practice.label}
        </button>
      )}
      {after ? (
        <a class="button primary" href={hrefTo("learn", after.id)}>
          Next: {after.title} →
        </a>
      ) : (
        <a class="button primary" href={hrefTo("train")}>
          Now train a network of your own →
        </a>
      )}
    </nav>
  );
}
