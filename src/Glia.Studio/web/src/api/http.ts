/** An answer that says what was wrong, and which field. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly field?: string,
  ) {
    super(message);
  }
}

async function ask(method: string, path: string, body?: BodyInit, type?: string, signal?: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { method, body, signal, headers: type ? { "Content-Type": type } : undefined, cache: "no-store" });
  } catch (e) {
    if (e instanceof DOMException && e.name === "AbortError") throw e;
    throw new ApiError("The studio does not answer. Is it still running in its terminal?", 0);
  }
  if (response.ok) return response;
  throw await errorOf(response);
}

async function errorOf(response: Response): Promise<ApiError> {
  try {
    const { error } = (await response.json()) as { error: { message: string; field?: string } };
    return new ApiError(error.message, response.status, error.field);
  } catch {
    return new ApiError(`The studio answered ${response.status}.`, response.status);
  }
}

async function json<T>(response: Response): Promise<T> {
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

export const get = async <T>(path: string, signal?: AbortSignal): Promise<T> => json<T>(await ask("GET", path, undefined, undefined, signal));

export const post = async <T>(path: string, body?: unknown, signal?: AbortSignal): Promise<T> =>
  json<T>(await ask("POST", path, body === undefined ? undefined : JSON.stringify(body), body === undefined ? undefined : "application/json", signal));

export const patch = async <T>(path: string, body: unknown): Promise<T> => json<T>(await ask("PATCH", path, JSON.stringify(body), "application/json"));

export const put = async <T>(path: string, body: unknown): Promise<T> => json<T>(await ask("PUT", path, JSON.stringify(body), "application/json"));

export const remove = async <T>(path: string): Promise<T> => json<T>(await ask("DELETE", path));

/** Sends a file or bytes as they are. */
export const send = async <T>(path: string, bytes: Blob | ArrayBuffer | Uint8Array<ArrayBuffer>, type: string, signal?: AbortSignal): Promise<T> =>
  json<T>(await ask("POST", path, bytes, type, signal));
