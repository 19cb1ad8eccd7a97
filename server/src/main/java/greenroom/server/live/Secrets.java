package greenroom.server.live;

import greenroom.protocol.Command;
import greenroom.protocol.RoomId;
import greenroom.protocol.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Makes secrets and what is kept in their place: secrets themselves are never stored.
final class Secrets {
  private static final String BASE_32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int ROOM_ID_LENGTH = 16;
  private static final int TOKEN_BYTES = 16;

  private Secrets() {}

  static RoomId roomId(RandomGenerator random) {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < ROOM_ID_LENGTH; i++) {
      id.append(BASE_32.charAt(random.nextInt(BASE_32.length())));
    }
    return new RoomId(id.toString());
  }

  static String token(RandomGenerator random) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static String tokenHash(String token) {
    return HexFormat.of().formatHex(sha256(token));
  }

  static String personHash(String person) {
    return HexFormat.of().formatHex(sha256(person));
  }

  static long commandHash(Command command) {
    return ByteBuffer.wrap(sha256(Wire.string(command))).getLong();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
