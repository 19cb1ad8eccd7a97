package greenroom.server.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TextVectorsIT {

  @Test
  void codemirror_still_gives_the_answers_of_the_vectors() throws Exception {
    Process check = CodeMirror.start("vectors.js", "check", "../../../../protocol/vectors/text");

    assertThat(check.waitFor()).as("exit code of vectors.js; its errors are above").isZero();
  }
}
