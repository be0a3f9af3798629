package dev.tidings.harness;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;

/**
 * A client whose machine is gone from one moment to the next: it acknowledges nothing any more, and
 * says no goodbye. A filter on its socket drops whatever comes, which needs no privileges; so it is
 * made of the C library's calls. For Linux.
 */
public final class VanishingClient implements AutoCloseable {
  private static final int AF_INET = 2;
  private static final int SOCK_STREAM = 1;
  private static final int SOL_SOCKET = 1;
  private static final int SO_ATTACH_FILTER = 26;
  private static final int LOOPBACK = 0x0100007f;

  private final Arena memory = Arena.ofShared();
  private final int socket;

  public VanishingClient(int port) {
    this.socket = call("socket", AF_INET, SOCK_STREAM, 0);
    MemorySegment address = memory.allocate(16, 8);
    address.set(JAVA_SHORT, 0, (short) AF_INET);
    address.set(JAVA_BYTE, 2, (byte) (port >> 8));
    address.set(JAVA_BYTE, 3, (byte) port);
    address.set(JAVA_INT, 4, LOOPBACK);
    call("connect", socket, address, 16);
  }

  /** Asks for a stream, and waits until something of that name has come. */
  public void listen(String token, String event) {
    MemorySegment request =
        memory.allocateFrom(
            ("GET /api/v1/me/stream HTTP/1.0\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n\r\n")
                .formatted(token));
    call("write", socket, request, (int) request.byteSize() - 1);
    MemorySegment bytes = memory.allocate(4_096);
    var got = new StringBuilder();
    while (!got.toString().contains("event: " + event)) {
      int count = call("read", socket, bytes, 4_096);
      if (count == 0) {
        throw new AssertionError("the stream ended: " + got);
      }
      got.append(new String(bytes.asSlice(0, count).toArray(JAVA_BYTE), UTF_8));
    }
  }

  /** From now on nothing that is sent to it arrives. */
  public void vanish() {
    MemorySegment dropAll = memory.allocate(8, 4);
    dropAll.set(JAVA_SHORT, 0, (short) 6); // BPF_RET, of nothing
    MemorySegment program = memory.allocate(16, 8);
    program.set(JAVA_SHORT, 0, (short) 1);
    program.set(ADDRESS, 8, dropAll);
    call("setsockopt", socket, SOL_SOCKET, SO_ATTACH_FILTER, program, 16);
  }

  /** Its own end's. */
  public int port() {
    MemorySegment address = memory.allocate(16, 8);
    call("getsockname", socket, address, memory.allocateFrom(JAVA_INT, 16));
    return (address.get(JAVA_BYTE, 2) & 0xff) << 8 | address.get(JAVA_BYTE, 3) & 0xff;
  }

  @SuppressWarnings("restricted")
  private static int call(String function, Object... arguments) {
    Linker linker = Linker.nativeLinker();
    var parameters = new MemoryLayout[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      parameters[i] = arguments[i] instanceof Integer ? JAVA_INT : ADDRESS;
    }
    try {
      int status =
          (int)
              linker
                  .downcallHandle(
                      linker.defaultLookup().findOrThrow(function),
                      FunctionDescriptor.of(JAVA_INT, parameters))
                  .invokeWithArguments(arguments);
      if (status < 0) {
        throw new AssertionError(function + " answered " + status);
      }
      return status;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    call("close", socket);
    memory.close();
  }
}
