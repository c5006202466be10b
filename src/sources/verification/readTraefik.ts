import type { BalancerService } from '../../core/verification/balancerService.js';
import { fail, ok, type Result } from '../../util/result.js';
import { getJson } from '../getJson.js';
import { traefikServicesOf } from './traefikServices.js';

const perPage = 200;
/** More services than anybody has; a server that always names a next page ends here. */
const mostPages = 20;

/** @param url of Traefik's API, such as `http://localhost:8080` */
export async function readTraefik(
  url: string,
  signal: AbortSignal,
): Promise<Result<readonly BalancerService[], string>> {
  if (!URL.canParse(url)) return fail('its address is none');
  const target = new URL(url);
  target.pathname = `${target.pathname.replace(/\/$/, '')}/api/http/services`;
  const services: BalancerService[] = [];
  for (let page = 1; page <= mostPages;) {
    target.searchParams.set('page', String(page));
    target.searchParams.set('per_page', String(perPage));
    const answer = await getJson({ url: target.href, signal });
    if (!answer.ok) return fail(answer.error.problem);
    const { status, json, headers } = answer.value;
    if (status !== 200) return fail(`it answers HTTP ${status}`);
    const found = traefikServicesOf(json);
    if (!found.ok) return found;
    services.push(...found.value);
    // After the last page it names the first.
    const next = Number(headers['x-next-page']);
    if (!Number.isSafeInteger(next) || next <= page) break;
    page = next;
  }
  return ok(services);
}
