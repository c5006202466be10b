import { verificationKind } from '../../../src/editor/panel/verificationKind.js';
import type { VerificationContract } from '../../../src/protocol/verificationContract.js';
import type { VerificationPage } from '../../../src/protocol/verificationPage.js';
import { ShippedPage, type OpenOptions } from './shippedPage.js';

/** The report's page as it ships in a real browser, with the host's own checks behind it. */
export class ReportPage extends ShippedPage<VerificationContract> {
  /** What a request for a check to be run again is answered with. */
  answer: () => Promise<{ readonly refusal: string }> = () => Promise.resolve({ refusal: '' });

  static async open(options: OpenOptions = {}): Promise<ReportPage> {
    const report = new ReportPage(await ShippedPage.newPage(), verificationKind);
    const handlers = {
      ready: report.hear('ready'),
      press: report.hear('press'),
      pressOn: report.hear('pressOn'),
      again: (content: unknown) => {
        report.heard.push({ name: 'again', content });
        return report.answer();
      },
    };
    await report.load(handlers, options);
    return report;
  }

  /** Tells the page what it is, and shows it. */
  async show(page: VerificationPage): Promise<void> {
    await this.tell('identify', { verification: 'v-1' });
    await this.tell('show', page);
  }
}
