import QtQuick
import Lobby

/** One thing that needs a hand: what it is, and what it means. */
Item {
    id: root

    required property string kind // denied | full | unknown | waiting | stuck | quarantined | clock
    required property string at
    required property string reason
    required property string name // empty where the code did not say whose it is
    required property int count

    readonly property bool serious: kind === "denied" || kind === "full"
    readonly property string who: name !== "" ? name : qsTr("Refused at the door")
    readonly property string what: ({
        denied: count > 1 ? qsTr("%1, %n times", "refused", count).arg(who) : who,
        full: qsTr("%n people more than places", "", count),
        unknown: qsTr("%n people without a profile", "", count),
        waiting: qsTr("%n scans not sent yet", "", count),
        stuck: qsTr("%n scans do not get through", "", count),
        clock: qsTr("This clock is off by %n minutes", "", count),
        quarantined: qsTr("The server refused %n scans", "", count)
    })[kind] ?? kind
    readonly property string why: kind === "denied" ? qsTr("%1, at %2", "why refused, time").arg(refusal).arg(at) : ({
        full: qsTr("The house is over its capacity"),
        unknown: qsTr("They joined today; it comes by itself"),
        waiting: qsTr("Since %1; they go out when the server answers").arg(at),
        stuck: qsTr("The server fails at them; tried once an hour"),
        clock: qsTr("Times shown are right; set this machine's clock"),
        quarantined: qsTr("lobby quarantine list tells why")
    })[kind] ?? ""
    readonly property string refusal: ({
        forged: qsTr("The code is not genuine"),
        foreign: qsTr("The code is from another house"),
        expired: qsTr("The code had run out"),
        revoked: qsTr("An old card; a new one was made"),
        not_started: qsTr("The membership has not begun"),
        paused: qsTr("The membership is paused"),
        ended: qsTr("The membership has ended"),
        other_space: qsTr("The membership is for another space"),
        day_pass_over: qsTr("This day pass was for another day"),
        day_pass_unknown: qsTr("Nobody here knows this day pass")
    })[reason] ?? qsTr("The code did not open")

    implicitHeight: Math.max(tile.height, words.height) + 0.4 * Theme.unit
    Accessible.role: Accessible.ListItem
    Accessible.name: what + ". " + why

    Rectangle {
        id: tile

        anchors.verticalCenter: parent.verticalCenter
        width: 5.6 * Theme.unit
        height: width
        radius: Theme.innerRadius
        color: root.serious ? Theme.stopTint : Theme.busyTint

        Icon {
            anchors.centerIn: parent
            name: ({ denied: "shield-x", full: "users", unknown: "circle-help",
                     waiting: "cloud-off", stuck: "cloud-alert", quarantined: "archive",
                     clock: "clock" })[root.kind] ?? "info"
            size: 3 * Theme.unit
            color: root.serious ? Theme.stop : Theme.busy
        }
    }
    Column {
        id: words

        anchors {
            left: tile.right
            leftMargin: 1.4 * Theme.unit
            right: parent.right
            verticalCenter: parent.verticalCenter
        }

        TextLine {
            width: parent.width
            text: root.what
            size: Theme.text(2.4)
            wght: Theme.bold
            lineHeight: 0.92
            wrapMode: Text.WordWrap
            Accessible.ignored: true
        }
        TextLine {
            width: parent.width
            text: root.why
            size: Theme.text1
            color: Theme.soft
            lineHeight: 0.92
            wrapMode: Text.WordWrap
            Accessible.ignored: true
        }
    }
}
