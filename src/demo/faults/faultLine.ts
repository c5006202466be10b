import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** The way back to who has asked, be it an answer or a connection that was handed over. */
export interface FaultLine {
  readonly isGone: boolean;
  /** The whole answer. */
  answer(status: number, json: string): void;
  /** In the middle of what is being said. */
  interject(text: string): void;
  cut(): void;
  /** Nothing that is said from now on arrives. */
  silence(): void;
  onGone(listener: () => void): void;
}

export const lineOfResponse = (response: ServerResponse): FaultLine => ({
  get isGone() {
    return response.destroyed;
  },
  answer(status, json) {
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(json);
  },
  interject: (text) => void response.write(text),
  cut: () => void response.destroy(),
  silence: () => response.socket?.cork(),
  onGone: (listener) => void response.once('close', listener),
});

/** Without a server that would write the head of an answer. */
export const lineOfSocket = (socket: Duplex): FaultLine => ({
  get isGone() {
    return socket.destroyed;
  },
  answer(status, json) {
    const headers = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(json)}\r\nConnection: close`;
    socket.end(`HTTP/1.1 ${status} ${status < 300 ? 'OK' : 'Refused'}\r\n${headers}\r\n\r\n${json}`);
  },
  interject: (text) => void socket.write(text),
  cut: () => void socket.destroy(),
  silence: () => socket.cork(),
  onGone: (listener) => void socket.once('close', listener),
});
