import QtQuick
import Lobby

/** One row of who is in: since when, and how somebody is seen. */
StaffRow {
    id: root

    required property string since
    required property string mode
    required property string visibility
    required property bool isUnknown
    required property string via
    required property string host

    readonly property bool isGuest: via === "guest"
    // What a person chose for today beats what they chose once.
    readonly property bool unseen: !isGuest && (mode === "invisible" || visibility === "hidden")
    readonly property string howSeen: isGuest ? (host === "" ? qsTr("guest") : qsTr("guest of %1").arg(host))
        : via === "name" ? qsTr("%1, by name", "how they are seen, how they came in").arg(wall) : wall
    readonly property string wall: mode === "heads_down" ? qsTr("heads down", "how somebody is seen")
        : mode === "invisible" ? qsTr("invisible today", "how somebody is seen")
        : visibility === "hidden" ? qsTr("only counted", "how somebody is seen")
        : visibility === "first_name" ? qsTr("first name only", "how somebody is seen") : qsTr("on the wall", "how somebody is seen")

    label: isUnknown ? qsTr("Somebody who joined today") : name || qsTr("Somebody who erased their data")
    detail: qsTr("%1, %2", "time, how they are seen").arg(since).arg(howSeen)
    iconName: isGuest ? "user-plus" : unseen ? "eye-off" : mode === "heads_down" ? "headphones"
        : visibility === "first_name" ? "user" : "message-circle"
    iconColor: unseen || mode === "heads_down" ? Theme.soft : Theme.accent
    dimmed: mode === "heads_down"
    Accessible.name: qsTr("%1, since %2, %3", "name, time, how they are seen")
        .arg(label).arg(since).arg(howSeen)
}
