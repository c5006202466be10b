import type { BalancerService } from '../../core/verification/balancerService.js';
import { fail, type Result } from '../../util/result.js';
import { inWords, sourceTimeoutMs } from '../getJson.js';
import { getBounded } from '../http.js';
import { haproxyServicesOf } from './haproxyServices.js';

/** @param url of the statistics page, such as `http://localhost:8080/` */
export async function readHaproxy(
  url: string,
  signal: AbortSignal,
): Promise<Result<readonly BalancerService[], string>> {
  if (!URL.canParse(url)) return fail('its address is none');
  const target = new URL(url);
  if (!target.pathname.endsWith(';csv')) target.pathname += ';csv';
  const answer = await getBounded({ url: target.href, timeoutMs: sourceTimeoutMs, signal });
  if (!answer.ok) return fail(inWords(answer.error.problem));
  const { status, body } = answer.value;
  if (status === 401 || status === 403) return fail(`it asks for credentials (HTTP ${status})`);
  if (status !== 200) return fail(`it answers HTTP ${status}`);
  return haproxyServicesOf(new TextDecoder().decode(body));
}
