/** Base64 to bytes, as the server sends pictures and activations. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** Base64 to floats, little endian. */
export const floatsOf = (base64: string): Float32Array => new Float32Array(bytesOf(base64).buffer);
