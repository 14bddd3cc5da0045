/** An option of `Bun.udpSocket` that its types leave out: 4 sets SO_REUSEPORT. A test says so (tests/runtime/shared-port.test.ts). */
export const reusingPort: object = { flags: 4 };
