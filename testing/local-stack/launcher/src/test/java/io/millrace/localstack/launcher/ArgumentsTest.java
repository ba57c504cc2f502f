package io.millrace.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.localstack.Part;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private static final Path DEFAULT_DATA = Path.of("somewhere", ".millrace");

    @Test
    void withoutOptionsTheDefaultsHold() throws InvalidArgumentsException {
        Arguments arguments = parse("up");

        assertThat(arguments.command()).isEqualTo(Command.UP);
        assertThat(arguments.data()).isEqualTo(DEFAULT_DATA);
        assertThat(arguments.port()).isEqualTo(8080);
        assertThat(arguments.exit()).isFalse();
    }

    @Test
    void optionsTakeTheirValueAfterABlankOrAnEqualsSign() throws InvalidArgumentsException {
        Arguments arguments = parse("demo", "--data", "there", "--port=9000", "--exit");

        assertThat(arguments.data()).isEqualTo(Path.of("there"));
        assertThat(arguments.port()).isEqualTo(9000);
        assertThat(arguments.exit()).isTrue();
    }

    @Test
    void logsOfOnePartCanBeFollowed() throws InvalidArgumentsException {
        Arguments arguments = parse("logs", "batch-loader", "-f");

        assertThat(arguments.part()).hasValue(Part.BATCH_LOADER);
        assertThat(arguments.follow()).isTrue();
    }

    @Test
    void nothingAtAllAsksForHelp() throws InvalidArgumentsException {
        assertThat(parse().command()).isEqualTo(Command.HELP);
        assertThat(parse("up", "--help").command()).isEqualTo(Command.HELP);
    }

    @Test
    void whatIsNotUnderstoodIsNamed() {
        assertMistake("There is no command 'start'.", "start");
        assertMistake("There is no option '--fast'.", "up", "--fast");
        assertMistake("'up' does not take 'kafka'.", "up", "kafka");
        assertMistake("'up' does not take '--exit'.", "up", "--exit");
        assertMistake("'down' does not take '--port'.", "down", "--port", "1");
        assertMistake("'--data' needs a value.", "up", "--data");
        assertMistake("There is no part 'redis'.", "logs", "redis");
    }

    @Test
    void aPortMustLeaveRoomForTheOnesAfterIt() throws InvalidArgumentsException {
        assertThat(parse("up", "--port", "65529").port()).isEqualTo(65_529);
        assertMistake("give a number from 1 to 65529", "up", "--port", "65530");
        assertMistake("give a number from 1 to 65529", "up", "--port", "http");
    }

    private static Arguments parse(String... words) throws InvalidArgumentsException {
        return Arguments.parse(List.of(words), DEFAULT_DATA);
    }

    private static void assertMistake(String message, String... words) {
        assertThatThrownBy(() -> parse(words))
                .isInstanceOf(InvalidArgumentsException.class)
                .hasMessageContaining(message);
    }
}
