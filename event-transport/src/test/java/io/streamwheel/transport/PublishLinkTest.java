package io.streamwheel.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.BlockedCallback;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ReturnCallback;
import com.rabbitmq.client.ShutdownListener;
import com.rabbitmq.client.ShutdownSignalException;
import com.rabbitmq.client.UnblockedCallback;
import io.streamwheel.transport.PublishFailedException.Reason;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class PublishLinkTest {

    private final Channel channel = mock(Channel.class);
    private final Connection connection = mock(Connection.class);
    private final Socket socket = mock(Socket.class);
    private final Counts counts = new Counts();
    private final InFlight inFlight =
            new InFlight(new PublisherSettings(10, 1_000, Duration.ofSeconds(3)), counts);
    private PublishLink link;
    private ConfirmListener confirms;
    private ReturnCallback returns;
    private ShutdownListener shutdowns;
    private BlockedCallback blocks;
    private UnblockedCallback unblocks;

    @BeforeEach
    void open() throws IOException {
        when(connection.createChannel()).thenReturn(channel);
        when(connection.getServerProperties()).thenReturn(Map.of());
        when(channel.getConnection()).thenReturn(connection);
        when(channel.getNextPublishSeqNo()).thenReturn(1L, 2L, 3L, 4L, 5L);
        link = PublishLink.open(new Broker.Link(connection, socket), Topology.of("q"));

        ArgumentCaptor<ConfirmListener> confirm = ArgumentCaptor.forClass(ConfirmListener.class);
        ArgumentCaptor<ReturnCallback> returned = ArgumentCaptor.forClass(ReturnCallback.class);
        ArgumentCaptor<ShutdownListener> shutdown = ArgumentCaptor.forClass(ShutdownListener.class);
        ArgumentCaptor<BlockedCallback> block = ArgumentCaptor.forClass(BlockedCallback.class);
        ArgumentCaptor<UnblockedCallback> unblock =
                ArgumentCaptor.forClass(UnblockedCallback.class);
        verify(channel).addConfirmListener(confirm.capture());
        verify(channel).addReturnListener(returned.capture());
        verify(channel).addShutdownListener(shutdown.capture());
        verify(connection).addBlockedListener(block.capture(), unblock.capture());
        confirms = confirm.getValue();
        returns = returned.getValue();
        shutdowns = shutdown.getValue();
        blocks = block.getValue();
        unblocks = unblock.getValue();
    }

    @AfterEach
    void whatWasPublishedHasEndedOnce() {
        link.end("the test is over");
        assertThat(inFlight.isEmpty()).isTrue();
        counts.assertEquationAtRest();
    }

    @Test
    void anAckOfSeveralConfirmsAllUpToItsNumber() throws Exception {
        PendingMessage[] sent = {write(), write(), write()};
        confirms.handleAck(2, true);
        assertThat(sent[0].future).isCompleted();
        assertThat(sent[1].future).isCompleted();
        assertThat(sent[2].future).isNotDone();
        confirms.handleAck(3, false);
        assertThat(sent[2].future).isCompleted();
    }

    @Test
    void aNackOfSeveralFailsAllUpToItsNumber() throws Exception {
        PendingMessage[] sent = {write(), write(), write()};
        confirms.handleNack(2, true);
        assertFailed(sent[0], Reason.NACKED);
        assertFailed(sent[1], Reason.NACKED);
        assertThat(sent[2].future).isNotDone();
    }

    @Test
    void aReturnIsAFailureThoughAnAckFollows() throws Exception {
        PendingMessage first = write();
        PendingMessage second = write();
        returned(1);
        confirms.handleAck(2, true);
        assertFailed(first, Reason.UNROUTABLE);
        assertThat(second.future).isCompletedWithValue(null);
        assertThat(counts.failed.get()).isEqualTo(1);
        assertThat(counts.confirmed.get()).isEqualTo(1);
    }

    @Test
    void aReturnAfterANackIsHarmless() throws Exception {
        PendingMessage message = write();
        confirms.handleNack(1, false);
        returned(1);
        assertFailed(message, Reason.NACKED);
    }

    @Test
    void aLateAckOfATimedOutMessageIsHarmless() throws Exception {
        PendingMessage message = write();
        link.failPublishedBefore(System.nanoTime() + 1);
        assertFailed(message, Reason.TIMED_OUT);
        confirms.handleAck(1, false);
        assertFailed(message, Reason.TIMED_OUT);
        assertThat(counts.confirmed.get()).isZero();
    }

    @Test
    void onlyWhatIsOldTimesOut() throws Exception {
        PendingMessage old = write();
        long between = System.nanoTime();
        PendingMessage young = write();
        link.failPublishedBefore(between);
        assertFailed(old, Reason.TIMED_OUT);
        assertThat(young.future).isNotDone();
    }

    @Test
    void theEndOfTheConnectionFailsWhatWaits() throws Exception {
        PendingMessage message = write();
        shutdowns.shutdownCompleted(new ShutdownSignalException(true, false, null, connection));
        assertFailed(message, Reason.DISCONNECTED);
        assertThat(link.endedBy()).isNotNull();
    }

    @Test
    void aMessageThatCannotBeWrittenFailsWithItsLink() throws Exception {
        doThrow(new IOException("broken pipe"))
                .when(channel)
                .basicPublish(anyString(), anyString(), anyBoolean(), any(), any());
        PendingMessage message = message();
        try {
            link.write(message);
        } catch (IOException e) {
            link.end(e.getMessage());
        }
        assertFailed(message, Reason.DISCONNECTED);
    }

    @Test
    void aBlockedBrokerIsKnownUntilItUnblocks() throws Exception {
        blocks.handle("low on memory");
        assertThat(link.blockedBy()).contains("low on memory");
        unblocks.handle();
        assertThat(link.blockedBy()).isNull();
    }

    @Test
    void aBrokerThatStopsConfirmingIsCutOff() throws Exception {
        PendingMessage message = write();
        link.severIfSilentSince(System.nanoTime() - Duration.ofMinutes(1).toNanos());
        assertThat(message.future).isNotDone();

        link.severIfSilentSince(System.nanoTime() + 1);
        verify(socket).close();
        assertFailed(message, Reason.DISCONNECTED);
    }

    @Test
    void aBrokerThatSaysThatItIsBlockedIsNotCutOff() throws Exception {
        PendingMessage message = write();
        blocks.handle("low on disk");
        link.severIfSilentSince(System.nanoTime() + 1);
        assertThat(message.future).isNotDone();
    }

    @Test
    void messagesArePersistentAndMandatory() throws Exception {
        PendingMessage message = write();
        ArgumentCaptor<BasicProperties> properties = ArgumentCaptor.forClass(BasicProperties.class);
        verify(channel)
                .basicPublish(
                        org.mockito.ArgumentMatchers.eq(""),
                        org.mockito.ArgumentMatchers.eq("q"),
                        org.mockito.ArgumentMatchers.eq(true),
                        properties.capture(),
                        org.mockito.ArgumentMatchers.same(message.body));
        assertThat(properties.getValue().getDeliveryMode()).isEqualTo(2);
    }

    @Test
    void bytesInFlightAreBounded() {
        PendingMessage large = sized(900);
        PendingMessage tooMuch = sized(101);
        PendingMessage fits = sized(100);
        assertThat(inFlight.enter(large)).isTrue();
        assertThat(inFlight.enter(tooMuch)).isFalse();
        tooMuch.fail(Reason.OVERLOADED, "");
        assertThat(inFlight.enter(fits)).isTrue();
        fits.confirm();
        large.confirm();
    }

    @Test
    void messagesInFlightAreBounded() {
        List<PendingMessage> messages = Stream.generate(() -> sized(1)).limit(11).toList();
        for (PendingMessage each : messages.subList(0, 10)) {
            assertThat(inFlight.enter(each)).isTrue();
        }
        assertThat(inFlight.enter(messages.getLast())).isFalse();
        messages.forEach(PendingMessage::confirm);
    }

    @Test
    void aMessageAboveTheBoundPassesAlone() {
        PendingMessage huge = sized(5_000);
        assertThat(inFlight.enter(huge)).isTrue();
        huge.confirm();
    }

    private PendingMessage sized(int bytes) {
        return new PendingMessage("q", new byte[bytes], System.nanoTime(), inFlight);
    }

    private PendingMessage message() {
        PendingMessage message = new PendingMessage("q", new byte[1], System.nanoTime(), inFlight);
        assertThat(inFlight.enter(message)).isTrue();
        return message;
    }

    private PendingMessage write() throws IOException {
        PendingMessage message = message();
        link.write(message);
        return message;
    }

    private void returned(long number) {
        BasicProperties properties =
                new BasicProperties.Builder().correlationId(String.valueOf(number)).build();
        returns.handle(new Return(312, "NO_ROUTE", "", "q", properties, new byte[1]));
    }

    private static void assertFailed(PendingMessage message, Reason reason) {
        assertThat(message.future)
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(PublishFailedException.class)
                .satisfies(problem ->
                        assertThat(((PublishFailedException) problem.getCause()).reason())
                                .isEqualTo(reason));
    }
}
