package greenroom.protocol;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The one hash function of the protocol.
final class Sha256 {
  private Sha256() {}

  /// The hash of the parts, one after the other; 32 bytes.
  static byte[] of(byte[]... parts) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        sha.update(part);
      }
      return sha.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
