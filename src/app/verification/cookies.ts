/** What says how a cookie is kept, and is none itself. */
const attributes = new Set(['path', 'domain', 'expires', 'max-age', 'samesite', 'secure', 'httponly', 'priority']);
/** More than any balancer gives; the rest is not kept. */
const mostCookies = 20;
const longest = 4096;

/** The cookies of one client, as a browser would send them back. */
export class Cookies {
  private readonly kept = new Map<string, string>();

  /** @param header one or several `Set-Cookie`, side by side */
  take(header: string): void {
    for (const part of header.split(';')) {
      const [, name = '', value = ''] = /^\s*([!#$%&'*+\-.^_`|~\w]+)=([^\s;,]*)\s*$/.exec(part) ?? [];
      if (name === '' || attributes.has(name.toLowerCase()) || value.length > longest) continue;
      if (this.kept.size < mostCookies || this.kept.has(name)) this.kept.set(name, value);
    }
  }

  /** Nothing where there are none. */
  get header(): Readonly<Record<string, string>> {
    if (this.kept.size === 0) return {};
    return { Cookie: [...this.kept].map(([name, value]) => `${name}=${value}`).join('; ') };
  }
}
