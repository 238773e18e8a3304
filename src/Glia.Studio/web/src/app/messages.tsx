import { signal } from "@preact/signals";
import { ApiError } from "../api/http";

interface Message {
  id: number;
  text: string;
  tone: "plain" | "bad";
  action?: { label: string; run: () => void };
}

const messages = signal<Message[]>([]);
let next = 1;

const drop = (id: number): void => void (messages.value = messages.value.filter((m) => m.id !== id));

/** Says something at the foot of the page; goes by itself unless it is an error. */
export function say(text: string, action?: Message["action"]): void {
  const id = next++;
  messages.value = [...messages.value.slice(-2), { id, text, tone: "plain", action }];
  setTimeout(() => drop(id), action ? 12_000 : 5_000);
}

/** Says what went wrong. */
export function complain(cause: unknown): void {
  if (cause instanceof DOMException && cause.name === "AbortError") return;
  const text = cause instanceof ApiError || cause instanceof Error ? cause.message : String(cause);
  if (messages.value.some((m) => m.text === text)) return;
  messages.value = [...messages.value.slice(-2), { id: next++, text, tone: "bad" }];
}

/** Runs what may fail, and says so if it does. */
export async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (e) {
    complain(e);
    return undefined;
  }
}

export function Messages() {
  return (
    <div class="messages" role="status" aria-live="polite">
      {messages.value.map((m) => (
        <div key={m.id} class={`message ${m.tone}`} role={m.tone === "bad" ? "alert" : undefined}>
          <span>{m.text}</span>
          {m.action && (
            <button
              type="button"
              class="quiet"
              onClick={() => {
                m.action!.run();
                drop(m.id);
              }}
            >
              {m.action.label}
            </button>
          )}
          <button type="button" class="quiet" aria-label="Dismiss" onClick={() => drop(m.id)}>
            ×
          </button>
        </div>
      ))}
    </div>
  );
}
