import type { DockerContext } from '../../core/connection/dockerContext.js';
import { fail, ok, type Result } from '../../util/result.js';
import { onEnginesMachine } from '../onEnginesMachine.js';

/** Where an address of the runbook is asked from here. The failure is a sentence. */
export function sourceAddress(url: string, context: DockerContext): Result<string, string> {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    return fail('its address is not one of http or https');
  const target = onEnginesMachine(url, context);
  return target === undefined ? fail("the address of the engine's machine cannot stand in a URL") : ok(target);
}

/** An address as it may be shown: neither credentials nor a query, which may hold some. */
export function shownAddress(url: string): string {
  if (!URL.canParse(url)) return 'JSON';
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
