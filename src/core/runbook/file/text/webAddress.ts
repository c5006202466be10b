/** No user name or password: `@` has no place before the path. */
export const withoutCredentials = /^(?!https?:\/\/[^/?#]*@)/;

export const webAddressPattern =
  /^https?:\/\/(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9][A-Za-z0-9._-]*)(:[0-9]{1,5})?([/?#][^\s\\]*)?$/;

/** True for an http(s) address, as far as its form tells. */
export function isWebAddress(text: string): boolean {
  const [, , port] = webAddressPattern.exec(text) ?? [];
  return (
    webAddressPattern.test(text) &&
    (port === undefined || (Number(port.slice(1)) > 0 && Number(port.slice(1)) < 65_536))
  );
}
