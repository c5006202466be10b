import type { DashboardPage, ReplicaPart, ReplicasPart } from '../../src/protocol/dashboardPage.js';
import { element, type ElementNode } from '../dom/element.js';
import { icon } from '../parts/icon.js';
import { sparkPlace } from './sparks.js';

/** A small chart for each replica and metric, all on one scale. */
export const replicasPart = ({ replicas, isOld }: DashboardPage): ElementNode | undefined =>
  replicas &&
  element(
    'section',
    { class: isOld ? 'replicas old' : 'replicas', 'aria-labelledby': 'replicas' },
    [
      element('div', { class: 'group-head' }, [
        element('h2', { id: 'replicas' }, [replicas.title]),
        element('p', { class: 'spread' }, [replicas.sentence]),
      ]),
      element(
        'ul',
        { role: 'list', class: 'tiles' },
        replicas.replicas.map((replica, index) => tile(replica, index, replicas)),
      ),
    ],
    { key: 'replicas' },
  );

const tile = (replica: ReplicaPart, index: number, { metrics }: ReplicasPart): ElementNode =>
  element(
    'li',
    { class: 'tile', 'data-tone': replica.tone },
    [
      element('div', { class: 'tile-head', title: replica.title }, [
        element('span', { class: 'tile-name' }, [replica.title]),
        ' ',
        replica.tone === 'pass'
          ? element('span', { class: 'spoken' }, [replica.state])
          : element('span', { class: 'state' }, [
              icon(replica.tone),
              element('span', { class: 'word' }, [replica.state]),
            ]),
      ]),
      ...metrics.map((metric, at) =>
        element('div', { class: 'spark-row', 'data-tone': replica.figures[at]?.tone }, [
          element('span', { class: 'spark-name' }, [metric.title]),
          ' ',
          element('canvas', { class: 'spark', 'data-spark': sparkPlace(at, index), 'aria-hidden': 'true' }),
          element('span', { class: 'spark-now' }, [replica.figures[at]?.now ?? '']),
        ]),
      ),
    ],
    { key: replica.id },
  );
