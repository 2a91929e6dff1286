export interface MockOptions {
  port?: number;
  /** So many points on the map instead of the songbook's. */
  mapSongs?: number;
  /** Demands this token. */
  token?: string;
}
export interface Mock {
  url: string;
  stop: () => Promise<void>;
  /** The next request of this path (below /api/v1/) is refused so. */
  refuseNext: (path: string, status: number, error: { kind: string; message: string; field?: string }) => void;
}
export function startMock(options?: MockOptions): Promise<Mock>;
