/** What this browser remembers; a browser that refuses to remember is not an error. */

export function remembered<T>(key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(`leadline:${key}`) ?? "null") as T | null;
  } catch {
    return null;
  }
}

export function remember(key: string, value: unknown): void {
  try {
    localStorage.setItem(`leadline:${key}`, JSON.stringify(value));
  } catch {
    return;
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(`leadline:${key}`);
  } catch {
    return;
  }
}
