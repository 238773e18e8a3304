import { useState } from "preact/hooks";
import { ApiError, post } from "../../api/http";
import { complain } from "../../app/messages";
import { TextField } from "../../parts/Field";
import { mark } from "./progress";
import type { LessonJudgement, QuizFact, Values } from "./types";

/** The question at a lesson's end: answered here, judged by the server. */
export function Quiz({ lesson, quiz, values }: { lesson: string; quiz: QuizFact; values: Values }) {
  const [answer, setAnswer] = useState("");
  const [verdict, setVerdict] = useState<LessonJudgement>();
  const [error, setError] = useState<string>();

  const ask = async (given: string | undefined): Promise<void> => {
    setError(undefined);
    try {
      const judged = await post<LessonJudgement>(`/api/lessons/${lesson}/answer`, { values, answer: given });
      setVerdict(judged);
      if (judged.isRight) mark(lesson, "answered");
    } catch (e) {
      setVerdict(undefined);
      if (e instanceof ApiError && e.field === "answer") setError(e.message);
      else complain(e);
    }
  };
  const submit = (e: Event): void => {
    e.preventDefault();
    const typed = new FormData(e.currentTarget as HTMLFormElement).get("answer");
    const given = typeof typed === "string" && typed.trim() !== "" ? typed.trim() : answer;
    if (given === "") setError(`Give ${quiz.wanted}.`);
    else void ask(given);
  };
  return (
    <section class="card quiz stack" aria-labelledby="quiz-title">
      <h2 id="quiz-title">Question</h2>
      <p dangerouslySetInnerHTML={{ __html: quiz.html }} />
      {quiz.choices ? (
        <div class="buttons">
          {quiz.choices.map((c) => (
            <button key={c} type="button" aria-pressed={answer === c} onClick={() => (setAnswer(c), void ask(c))}>
              {c}
            </button>
          ))}
        </div>
      ) : (
        <form class="row" onSubmit={submit}>
          <AnswerField wanted={quiz.wanted} value={answer} onChange={setAnswer} error={error} />
          <button type="submit" class="primary">
            Check
          </button>
        </form>
      )}
      {quiz.choices && error && <p class="bad">{error}</p>}
      <div role="status" class="verdict">
        {verdict?.isRight === true && <p class="good">✓ Right.</p>}
        {verdict?.isRight === false && <p class="bad">✗ Not quite. The numbers above hold the answer: look again, or have it shown.</p>}
        {verdict?.why && (
          <p>
            <b>{verdict.solution}</b> – <span dangerouslySetInnerHTML={{ __html: verdict.why }} />
          </p>
        )}
      </div>
      {!verdict?.why && (
        <div>
          <button type="button" class="quiet" onClick={() => void ask(undefined)}>
            Show the solution
          </button>
        </div>
      )}
    </section>
  );
}

function AnswerField({ wanted, value, onChange, error }: { wanted: string; value: string; onChange: (v: string) => void; error: string | undefined }) {
  return (
    <div class="answer">
      <TextField label={`Your answer: ${wanted}`} name="answer" value={value} onChange={onChange} error={error} inputMode={wanted === "a number" ? "decimal" : "text"} />
    </div>
  );
}
